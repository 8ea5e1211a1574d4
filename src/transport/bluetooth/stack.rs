//! The system's Bluetooth by btleplug: BlueZ over D-Bus on Linux, CoreBluetooth on macOS and iOS, WinRT on Windows, Java on Android.
//!
//! Its futures run on a small runtime of their own. What happens on the air is brought here by one task through a bounded queue, so
//! that a crowd of devices, or one that talks without end, fills no memory.

use super::central::{Central, CentralError, DeviceId, Happening, Heard, Offered};
use super::runner::{Runner, TooLate};
use crate::protocol::advert::{self, SERVICE};
use btleplug::api::{
    Central as _, CentralEvent, CentralState, CharPropFlags, Characteristic, Manager as _, Peripheral as _, ScanFilter,
    WriteType,
};
use btleplug::platform::{Adapter, Manager, Peripheral, PeripheralId};
use futures::StreamExt as _;
use std::collections::{BTreeSet, HashMap};
use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TryRecvError, TrySendError, sync_channel};
use std::time::{Duration, Instant};
use tokio::task::JoinHandle;
use uuid::Uuid;

/// How much of what happened waits to be taken.
const MOST_WAITING: usize = 1_024;
/// How long a call that needs no device may take.
const STEP: Duration = Duration::from_secs(10);
/// How often it is looked whether a device's services are known.
#[cfg(target_os = "linux")]
const LOOK: Duration = Duration::from_millis(50);
/// The most devices whose names are remembered.
const MOST_DEVICES: usize = 4_096;
/// The Bluetooth base: what a short identifier stands in.
const BASE: u128 = 0x0000_0000_0000_1000_8000_0080_5f9b_34fb;

/// The system's Bluetooth.
pub struct Stack {
    runner: Runner,
    adapter: Adapter,
    happenings: Receiver<Happening>,
    sender: Sender,
    began: Instant,
    scans: bool,
    device: Option<Device>,
}

/// The device that is connected.
struct Device {
    id: DeviceId,
    peripheral: Peripheral,
    characteristics: BTreeSet<Characteristic>,
    notifications: Option<JoinHandle<()>>,
}

/// Brings what happened to whoever asks. What finds no place is told as an overflow, once.
#[derive(Clone)]
struct Sender {
    queue: SyncSender<Happening>,
    is_over: Arc<AtomicBool>,
}

impl Sender {
    fn send(&self, happening: Happening) {
        // Advertisements are repeated; everything else is not.
        let matters = !matches!(happening, Happening::Heard(_));
        if let Err(TrySendError::Full(_)) = self.queue.try_send(happening)
            && matters
        {
            self.is_over.store(true, Ordering::SeqCst);
        }
    }
}

impl Stack {
    /// Opens the system's Bluetooth. `adapter`: the beginning of its name, where there are several (`hci1`).
    ///
    /// # Errors
    /// Where there is none, it is off, or the system's service does not answer.
    pub fn open(adapter: Option<&str>) -> Result<Self, CentralError> {
        #[cfg(target_os = "android")]
        super::android::start()?;
        let runner = Runner::start().map_err(|error| CentralError::System(Box::new(error)))?;
        let (queue, happenings) = sync_channel(MOST_WAITING);
        let sender = Sender {
            queue,
            is_over: Arc::default(),
        };
        let adapter = within(&runner, STEP, find_adapter(adapter.map(str::to_owned))).map_err(|error| match error {
            // Nothing was asked yet but whether there is an adapter.
            CentralError::System(error) => CentralError::NoService(error),
            error => error,
        })?;
        if within(&runner, STEP, adapter.adapter_state())? == CentralState::PoweredOff {
            return Err(CentralError::Off);
        }
        let events = within(&runner, STEP, adapter.events())?;
        runner.spawn(watch(adapter.clone(), events, sender.clone()));
        Ok(Self {
            runner,
            adapter,
            happenings,
            sender,
            began: Instant::now(),
            scans: false,
            device: None,
        })
    }

    fn device(&self, id: &DeviceId) -> Result<&Device, CentralError> {
        let device = self.device.as_ref().filter(|device| device.id == *id);
        device.ok_or(CentralError::NotConnected)
    }

    fn characteristic(device: &Device, offered: Offered) -> Result<&Characteristic, CentralError> {
        let is_meant = |known: &&Characteristic| {
            short(known.service_uuid) == Some(offered.service) && short(known.uuid) == Some(offered.uuid)
        };
        let found = device.characteristics.iter().find(is_meant);
        found.ok_or(CentralError::NotConnected)
    }

    fn forget(&mut self) -> Option<Device> {
        let mut device = self.device.take()?;
        if let Some(notifications) = device.notifications.take() {
            notifications.abort();
        }
        Some(device)
    }
}

/// Lets a future of the stack run for at most `wait`.
fn within<T>(
    runner: &Runner,
    wait: Duration,
    future: impl Future<Output = btleplug::Result<T>>,
) -> Result<T, CentralError> {
    match runner.within(wait, future) {
        Ok(result) => result.map_err(central_error),
        Err(TooLate) => Err(CentralError::TimedOut),
    }
}

fn central_error(error: btleplug::Error) -> CentralError {
    match error {
        btleplug::Error::PermissionDenied => CentralError::NotPermitted,
        // On Android it is one error for an adapter that is switched off and one that is not there; of the latter the app tells by itself.
        btleplug::Error::NoAdapterAvailable if cfg!(target_os = "android") => CentralError::Off,
        btleplug::Error::NoAdapterAvailable => CentralError::Missing,
        // Android's SecurityException: "Need android.permission.BLUETOOTH_SCAN permission for …".
        btleplug::Error::RuntimeError(said) if said.contains("android.permission.") => CentralError::NotPermitted,
        btleplug::Error::NotConnected | btleplug::Error::DeviceNotFound => CentralError::NotConnected,
        btleplug::Error::TimedOut(_) => CentralError::TimedOut,
        error => CentralError::System(Box::new(error)),
    }
}

async fn find_adapter(wanted: Option<String>) -> btleplug::Result<Adapter> {
    let adapters = Manager::new().await?.adapters().await?;
    for adapter in adapters {
        let Some(wanted) = &wanted else { return Ok(adapter) };
        if adapter.adapter_info().await?.starts_with(wanted.as_str()) {
            return Ok(adapter);
        }
    }
    Err(btleplug::Error::NoAdapterAvailable)
}

/// Brings the adapter's events, until it is gone.
async fn watch(
    adapter: Adapter,
    mut events: std::pin::Pin<Box<dyn futures::Stream<Item = CentralEvent> + Send>>,
    sender: Sender,
) {
    // Asking for a device's properties is a call to the system's service; its own task would have to wait for it anyhow.
    while let Some(event) = events.next().await {
        match event {
            CentralEvent::DeviceDisconnected(id) => sender.send(Happening::Disconnected(name(&id))),
            CentralEvent::StateUpdate(CentralState::PoweredOff) => sender.send(Happening::SwitchedOff),
            CentralEvent::DeviceDiscovered(id) | CentralEvent::DeviceUpdated(id) => {
                // A device that the system only remembers has no signal.
                tell(&adapter, &id, None, |heard| heard.rssi.is_some(), &sender).await;
            }
            CentralEvent::ManufacturerDataAdvertisement { id, manufacturer_data } => {
                tell(&adapter, &id, Some(manufacturer_data), |_| true, &sender).await;
            }
            CentralEvent::RssiUpdate { id, .. } | CentralEvent::ServiceDataAdvertisement { id, .. } => {
                tell(&adapter, &id, None, |_| true, &sender).await;
            }
            _ => {}
        }
    }
    sender.send(Happening::SwitchedOff);
}

/// Tells of a device. `said`: its manufacturer data, where that was what came.
async fn tell(
    adapter: &Adapter,
    id: &PeripheralId,
    said: Option<HashMap<u16, Vec<u8>>>,
    is_fresh: impl Fn(&Heard) -> bool,
    sender: &Sender,
) {
    let Ok(peripheral) = adapter.peripheral(id).await else {
        return;
    };
    let Ok(Some(properties)) = peripheral.properties().await else {
        return;
    };
    let data = said.unwrap_or(properties.manufacturer_data);
    let mut heard = Heard {
        id: name(id),
        lists_service: properties.services.iter().any(|uuid| short(*uuid) == Some(SERVICE)),
        manufacturer_data: data
            .iter()
            .map(|(company, rest)| advert::join(*company, rest))
            .collect(),
        name: properties.local_name,
        rssi: properties.rssi,
        is_fresh: false,
    };
    heard.is_fresh = is_fresh(&heard);
    sender.send(Happening::Heard(heard));
}

/// Waits until BlueZ has found out what a device offers. Before that it answers from what it remembers of the device's last
/// connection, and takes subscriptions that it makes only later: what the device says meanwhile is lost.
#[cfg(target_os = "linux")]
async fn until_resolved(id: &PeripheralId) -> btleplug::Result<()> {
    use dbus::blocking::Connection;
    use dbus::blocking::stdintf::org_freedesktop_dbus::Properties as _;
    let path = format!("/org/bluez/{id}");
    let failed = |error: dbus::Error| btleplug::Error::Other(Box::new(error));
    loop {
        let is_resolved: bool = {
            let bus = Connection::new_system().map_err(failed)?;
            let device = bus.with_proxy("org.bluez", path.clone(), STEP);
            device.get("org.bluez.Device1", "ServicesResolved").map_err(failed)?
        };
        if is_resolved {
            return Ok(());
        }
        tokio::time::sleep(LOOK).await;
    }
}

fn name(id: &PeripheralId) -> DeviceId {
    DeviceId(id.to_string())
}

/// The short form of an identifier that has one.
fn short(uuid: Uuid) -> Option<u16> {
    let number = uuid.as_u128();
    let short = u16::try_from(number >> 96).ok()?;
    (number == u128::from(short) << 96 | BASE).then_some(short)
}

impl Central for Stack {
    fn start_scan(&mut self) -> Result<(), CentralError> {
        // Filtered by the radio: systems mix the filters of all programs, and know the services of some devices late.
        within(&self.runner, STEP, self.adapter.start_scan(ScanFilter::default()))?;
        self.scans = true;
        Ok(())
    }

    fn stop_scan(&mut self) {
        if std::mem::take(&mut self.scans)
            && let Err(error) = within(&self.runner, STEP, self.adapter.stop_scan())
        {
            tracing::debug!(%error, "Bluetooth did not stop listening");
        }
    }

    fn next(&mut self, wait: Duration) -> Result<Option<Happening>, CentralError> {
        if self.sender.is_over.swap(false, Ordering::SeqCst) {
            return Ok(Some(Happening::Overflow));
        }
        if wait.is_zero() {
            return match self.happenings.try_recv() {
                Ok(happening) => Ok(Some(happening)),
                Err(TryRecvError::Empty) => Ok(None),
                Err(TryRecvError::Disconnected) => Err(CentralError::Off),
            };
        }
        match self.happenings.recv_timeout(wait) {
            Ok(happening) => Ok(Some(happening)),
            Err(RecvTimeoutError::Timeout) => Ok(None),
            Err(RecvTimeoutError::Disconnected) => Err(CentralError::Off),
        }
    }

    fn connect(&mut self, id: &DeviceId, wait: Duration) -> Result<Vec<Offered>, CentralError> {
        self.forget();
        let adapter = self.adapter.clone();
        let wanted = id.clone();
        let connect = async move {
            let known = adapter.peripherals().await?;
            let is_meant = |peripheral: &Peripheral| name(&peripheral.id()) == wanted;
            let peripheral = known.into_iter().take(MOST_DEVICES).find(is_meant);
            let peripheral = peripheral.ok_or(btleplug::Error::DeviceNotFound)?;
            peripheral.connect().await?;
            #[cfg(target_os = "linux")]
            until_resolved(&peripheral.id()).await?;
            peripheral.discover_services().await?;
            Ok(peripheral)
        };
        let peripheral = within(&self.runner, wait, connect)?;
        let characteristics = peripheral.characteristics();
        let offered = characteristics.iter().filter_map(offered).collect();
        self.device = Some(Device {
            id: id.clone(),
            peripheral,
            characteristics,
            notifications: None,
        });
        Ok(offered)
    }

    fn read(&mut self, id: &DeviceId, offered: Offered, wait: Duration) -> Result<Vec<u8>, CentralError> {
        let device = self.device(id)?;
        let characteristic = Self::characteristic(device, offered)?;
        within(&self.runner, wait, device.peripheral.read(characteristic))
    }

    fn subscribe(&mut self, id: &DeviceId, offered: Offered, wait: Duration) -> Result<(), CentralError> {
        let device = self.device(id)?;
        let characteristic = Self::characteristic(device, offered)?.clone();
        let peripheral = device.peripheral.clone();
        let subscribe = async {
            // Before the subscription, so that the first one is not missed.
            let notifications = peripheral.notifications().await?;
            peripheral.subscribe(&characteristic).await?;
            Ok(notifications)
        };
        let mut notifications = within(&self.runner, wait, subscribe)?;
        let (sender, told) = (self.sender.clone(), id.clone());
        let task = self.runner.spawn(async move {
            while let Some(notification) = notifications.next().await {
                if notification.uuid == characteristic.uuid {
                    sender.send(Happening::Notified {
                        id: told.clone(),
                        data: notification.value,
                    });
                }
            }
        });
        if let Some(device) = &mut self.device {
            device.notifications = Some(task);
        }
        Ok(())
    }

    fn write(
        &mut self,
        id: &DeviceId,
        offered: Offered,
        piece: &[u8],
        with_response: bool,
        wait: Duration,
    ) -> Result<(), CentralError> {
        let device = self.device(id)?;
        let characteristic = Self::characteristic(device, offered)?;
        let kind = if with_response {
            WriteType::WithResponse
        } else {
            WriteType::WithoutResponse
        };
        within(&self.runner, wait, device.peripheral.write(characteristic, piece, kind))
    }

    fn is_connected(&mut self, id: &DeviceId, wait: Duration) -> bool {
        let asked = self
            .device(id)
            .and_then(|device| within(&self.runner, wait, device.peripheral.is_connected()));
        asked.unwrap_or(false)
    }

    fn disconnect(&mut self, id: &DeviceId, wait: Duration) {
        let device = self.forget();
        let adapter = self.adapter.clone();
        let wanted = id.clone();
        let disconnect = async move {
            let peripheral = match device {
                Some(device) if device.id == wanted => Some(device.peripheral),
                _ => {
                    let known = adapter.peripherals().await?;
                    known.into_iter().find(|peripheral| name(&peripheral.id()) == wanted)
                }
            };
            match peripheral {
                Some(peripheral) => peripheral.disconnect().await,
                None => Ok(()),
            }
        };
        if let Err(error) = within(&self.runner, wait, disconnect) {
            tracing::debug!(%error, "a device was not disconnected cleanly");
        }
    }

    fn now(&self) -> Duration {
        self.began.elapsed()
    }

    fn sleep(&mut self, wait: Duration) {
        std::thread::sleep(wait);
    }
}

fn offered(characteristic: &Characteristic) -> Option<Offered> {
    let can = |flag: CharPropFlags| characteristic.properties.contains(flag);
    Some(Offered {
        service: short(characteristic.service_uuid)?,
        uuid: short(characteristic.uuid)?,
        read: can(CharPropFlags::READ),
        write_without_response: can(CharPropFlags::WRITE_WITHOUT_RESPONSE),
        write: can(CharPropFlags::WRITE),
        notify: can(CharPropFlags::NOTIFY),
    })
}
