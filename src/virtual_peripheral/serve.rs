//! The lock given to BlueZ.

use super::air::{Advertised, Air, Change};
use crate::virtual_lock::gatt::{self, Access, Characteristic as Offered};
use crate::virtual_lock::{Connection, Next, SharedLock, Shown};
use bluer::adv::{Advertisement, AdvertisementHandle};
use bluer::gatt::CharacteristicWriter;
use bluer::gatt::local::{
    Application, Characteristic, CharacteristicControl, CharacteristicControlEvent, CharacteristicNotify,
    CharacteristicNotifyMethod, CharacteristicRead, CharacteristicWrite, CharacteristicWriteMethod,
    CharacteristicWriteRequest, ReqError, Service, characteristic_control,
};
use bluer::{Adapter, ErrorKind, Session, Uuid};
use futures::{FutureExt as _, StreamExt as _};
use std::collections::BTreeMap;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::thread::JoinHandle;
use std::time::Duration;

/// How long BlueZ is waited for: it may just be starting.
const PATIENCE: Duration = Duration::from_secs(5);
/// Between two tries to reach it.
const RETRY: Duration = Duration::from_millis(200);
/// How often the advertisement is compared with the lock.
const LOOK: Duration = Duration::from_millis(50);
/// How many written pieces wait to be taken.
const MOST_WRITTEN: usize = 256;
/// The Bluetooth base: what a short identifier stands in.
const BASE: u128 = 0x0000_0000_0000_1000_8000_0080_5f9b_34fb;

/// With what a lock is served.
pub struct Settings {
    /// The lock.
    pub shown: Shown,
    /// The adapter, `hci0`; the system's first where none is named.
    pub adapter: Option<String>,
    /// Lets the lock's world follow the real time. Called often.
    pub keep_time: Box<dyn Fn() + Send + Sync>,
}

/// Why a lock is not on the air.
#[derive(Debug, thiserror::Error)]
pub enum PeripheralError {
    /// BlueZ does not answer.
    #[error("the system's Bluetooth service does not answer: {0}")]
    NoService(String),
    /// There is no such adapter.
    #[error("there is no Bluetooth adapter here that can be used: {0}")]
    NoAdapter(String),
    /// It cannot be switched on.
    #[error("Bluetooth is switched off: {0}")]
    Off(String),
    /// It cannot play a peripheral, or does so for another program.
    #[error("the adapter does not take the lock: {0}")]
    Refused(String),
    /// No thread.
    #[error("the system gave no thread: {0}")]
    Thread(#[from] std::io::Error),
}

/// A lock on the air. It ends when this is dropped.
#[derive(Debug)]
pub struct Peripheral {
    adapter: String,
    is_stopped: Arc<AtomicBool>,
    failure: Receiver<PeripheralError>,
    thread: Option<JoinHandle<()>>,
}

impl Peripheral {
    /// Puts the lock on the air; returns when it is.
    ///
    /// # Errors
    /// Where BlueZ, or an adapter that it can use, is not there.
    pub fn start(settings: Settings) -> Result<Self, PeripheralError> {
        let is_stopped = Arc::new(AtomicBool::new(false));
        let (ready, told) = channel();
        let (failed, failure) = channel();
        let stop = Arc::clone(&is_stopped);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let thread = std::thread::Builder::new()
            .name("relatch-peripheral".to_owned())
            .spawn(move || {
                let served = runtime.block_on(serve(&settings, &stop, &|adapter| drop(ready.send(adapter))));
                if let Err(error) = served {
                    // Nobody waits for it any more where the program ends.
                    drop(failed.send(error));
                }
            })?;
        // An error, or the end, closes the channel of the first word.
        match told.recv() {
            Ok(adapter) => Ok(Self {
                adapter,
                is_stopped,
                failure,
                thread: Some(thread),
            }),
            Err(_) => Err(failure
                .recv()
                .unwrap_or_else(|_| PeripheralError::Refused("it ended".to_owned()))),
        }
    }

    /// The adapter that plays the lock.
    pub fn adapter(&self) -> &str {
        &self.adapter
    }

    /// Why it is not on the air any more, if it is not.
    pub fn failure(&self) -> Option<PeripheralError> {
        self.failure.try_recv().ok()
    }
}

impl Drop for Peripheral {
    fn drop(&mut self) {
        self.is_stopped.store(true, Ordering::SeqCst);
        if let Some(thread) = self.thread.take() {
            // A thread that panicked has nothing left to end.
            drop(thread.join());
        }
    }
}

const fn uuid(short: u16) -> Uuid {
    // `From` is no constant function; the widening loses nothing.
    let number = short as u128;
    Uuid::from_u128(number << 96 | BASE)
}

/// Waits for BlueZ, which may just be starting.
async fn reach(adapter: Option<&str>) -> Result<(Session, Adapter), PeripheralError> {
    let mut waited = Duration::ZERO;
    loop {
        let error = match open(adapter).await {
            Ok(opened) => return Ok(opened),
            Err(error) => error,
        };
        if waited >= PATIENCE {
            return Err(error);
        }
        tokio::time::sleep(RETRY).await;
        waited += RETRY;
    }
}

async fn open(adapter: Option<&str>) -> Result<(Session, Adapter), PeripheralError> {
    let session = Session::new()
        .await
        .map_err(|error| PeripheralError::NoService(error.to_string()))?;
    let adapter = match adapter {
        Some(name) => session.adapter(name),
        None => session.default_adapter().await,
    };
    let adapter = adapter.map_err(|error| PeripheralError::NoAdapter(error.to_string()))?;
    adapter.set_powered(true).await.map_err(|error| match error.kind {
        ErrorKind::NotFound | ErrorKind::DoesNotExist | ErrorKind::NotAvailable => {
            PeripheralError::NoAdapter(error.to_string())
        }
        _ => PeripheralError::Off(error.to_string()),
    })?;
    Ok((session, adapter))
}

fn refused(error: &bluer::Error) -> PeripheralError {
    PeripheralError::Refused(error.to_string())
}

/// What a client wrote, and which.
type Written = (bluer::Address, Vec<u8>);

/// A client that is connected, and where it is notified.
#[derive(Default)]
struct Client {
    connection: Option<Connection>,
    writer: Option<CharacteristicWriter>,
}

impl Client {
    fn open(&mut self, shown: &Shown) {
        if self.connection.is_none() {
            // A lock that another holds says nothing to this one.
            self.connection = Connection::open(shown).ok();
        }
    }

    fn close(&mut self) {
        *self = Self::default();
    }

    fn device(&self) -> Option<bluer::Address> {
        self.writer.as_ref().map(CharacteristicWriter::device_address)
    }

    /// Returns when nobody is notified any more.
    async fn unsubscribed(&self) {
        match &self.writer {
            Some(writer) => drop(writer.closed().await),
            None => std::future::pending().await,
        }
    }

    /// Sends what the lock has to say; how long nothing more comes. `None`: the lock drops the link.
    async fn speak(&mut self) -> Option<Duration> {
        let Some(connection) = &mut self.connection else {
            return Some(LOOK);
        };
        loop {
            match connection.go_on() {
                Next::Wait(wait) => return Some(wait),
                Next::Drop => return None,
                // What nobody subscribed to is lost, and so is what no longer arrives: the link's end follows.
                Next::Notify(piece) => {
                    if let Some(writer) = &self.writer
                        && let Err(error) = writer.send(&piece).await
                    {
                        tracing::debug!(%error, "a notification was not taken");
                    }
                }
            }
        }
    }
}

async fn serve(settings: &Settings, stop: &AtomicBool, ready: &dyn Fn(String)) -> Result<(), PeripheralError> {
    let (_session, adapter) = reach(settings.adapter.as_deref()).await?;
    let shown = &settings.shown;
    let (sender, mut writes) = tokio::sync::mpsc::channel(MOST_WRITTEN);
    let (notifies, notify_handle) = characteristic_control();
    let application = application(&shown.lock, &sender, notify_handle);
    let _served = adapter
        .serve_gatt_application(application)
        .await
        .map_err(|error| refused(&error))?;
    let mut notifies = pin!(notifies);
    let mut air = Air::default();
    let mut on_air: Option<AdvertisementHandle> = None;
    let mut client = Client::default();
    let mut is_told = false;
    while !stop.load(Ordering::SeqCst) {
        (settings.keep_time)();
        let wait = client.speak().await;
        if wait.is_none() {
            hang_up(&adapter, &mut client).await;
        }
        let change = air.follow(&mut shown.lock.lock());
        match change {
            Change::Nothing => {}
            Change::Silence => on_air = None,
            Change::Advertise(advertised) => {
                // The old one first: adapters have room for few.
                drop(on_air.take());
                let advertisement = advertisement(&advertised);
                on_air = Some(
                    adapter
                        .advertise(advertisement)
                        .await
                        .map_err(|error| refused(&error))?,
                );
            }
        }
        if !std::mem::replace(&mut is_told, true) {
            ready(adapter.name().to_owned());
        }
        listen(
            &mut writes,
            &mut notifies,
            &mut client,
            shown,
            wait.unwrap_or(LOOK).min(LOOK),
        )
        .await;
    }
    hang_up(&adapter, &mut client).await;
    Ok(())
}

/// Takes what comes next, waiting at most `wait`.
async fn listen(
    writes: &mut tokio::sync::mpsc::Receiver<Written>,
    notifies: &mut std::pin::Pin<&mut CharacteristicControl>,
    client: &mut Client,
    shown: &Shown,
    wait: Duration,
) {
    tokio::select! {
        biased;
        Some((device, data)) = writes.recv() => {
            // Who has not subscribed would not hear an answer.
            if client.device() == Some(device)
                && let Some(connection) = &mut client.connection
            {
                connection.write(&data);
            }
        }
        () = client.unsubscribed() => client.close(),
        event = notifies.next() => {
            // BlueZ gives the subscription to one client at a time: whoever had it before is gone, whether or not that was heard of.
            if let Some(CharacteristicControlEvent::Notify(writer)) = event {
                client.close();
                client.writer = Some(writer);
                client.open(shown);
            }
        }
        () = tokio::time::sleep(wait) => {}
    }
}

/// Ends a client's link: closing the sockets leaves it standing.
async fn hang_up(adapter: &Adapter, client: &mut Client) {
    let device = client.device();
    client.close();
    if let Some(device) = device.and_then(|address| adapter.device(address).ok())
        && let Err(error) = device.disconnect().await
    {
        tracing::debug!(%error, "a client was not disconnected");
    }
}

fn advertisement(advertised: &Advertised) -> Advertisement {
    Advertisement {
        service_uuids: [uuid(gatt::LOCK)].into_iter().collect(),
        manufacturer_data: BTreeMap::from([(advertised.company, advertised.data.clone())]),
        discoverable: Some(true),
        local_name: Some(advertised.name.clone()),
        ..Advertisement::default()
    }
}

/// The services that are ours; BlueZ adds generic access by itself.
fn application(
    lock: &SharedLock,
    sender: &tokio::sync::mpsc::Sender<Written>,
    notify_handle: bluer::gatt::local::CharacteristicControlHandle,
) -> Application {
    let mut handle = Some(notify_handle);
    let services = [gatt::DEVICE, gatt::LOCK].map(|service| {
        let of_service = gatt::CHARACTERISTICS.iter().filter(|known| known.service == service);
        let characteristics = of_service.map(|offered| {
            let notifies = offered.access == Access::Notify;
            let handle = if notifies { handle.take() } else { None };
            Characteristic {
                control_handle: handle.unwrap_or_default(),
                ..characteristic(lock, sender, *offered)
            }
        });
        Service {
            uuid: uuid(service),
            primary: true,
            characteristics: characteristics.collect(),
            ..Service::default()
        }
    });
    Application {
        services: services.into(),
        ..Application::default()
    }
}

fn characteristic(lock: &SharedLock, sender: &tokio::sync::mpsc::Sender<Written>, offered: Offered) -> Characteristic {
    let plain = Characteristic {
        uuid: uuid(offered.uuid),
        ..Characteristic::default()
    };
    match offered.access {
        Access::Read => {
            let lock = lock.clone();
            let read = move |_| {
                let value = gatt::value(lock.lock().state(), offered.uuid);
                async move { value.ok_or(ReqError::NotSupported) }.boxed()
            };
            Characteristic {
                read: Some(CharacteristicRead {
                    read: true,
                    fun: Box::new(read),
                    ..CharacteristicRead::default()
                }),
                ..plain
            }
        }
        Access::Write => {
            let sender = sender.clone();
            let take = move |data, request: CharacteristicWriteRequest| {
                // Now, and not when the future runs: pieces keep their order. What is too much is lost, as over the air.
                let taken = sender.try_send((request.device_address, data));
                async move { taken.map_err(|_| ReqError::Failed) }.boxed()
            };
            Characteristic {
                write: Some(CharacteristicWrite {
                    write_without_response: true,
                    method: CharacteristicWriteMethod::Fun(Box::new(take)),
                    ..CharacteristicWrite::default()
                }),
                ..plain
            }
        }
        Access::Notify => Characteristic {
            notify: Some(CharacteristicNotify {
                notify: true,
                method: CharacteristicNotifyMethod::Io,
                ..CharacteristicNotify::default()
            }),
            ..plain
        },
    }
}
