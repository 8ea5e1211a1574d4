import Foundation
import Headless
import Relatch
import SwiftUI
import Testing

@testable import RelatchUI

/// What only the platform can do, and what it must not. The names are those of the Android app's tests.
extension App {
    @Test func aShellBuiltAnewInTheMiddleOfAnImportGoesOnWhereItWas() async throws {
        let phone = try Phone(Demo(paceMs: 30))
        let owner = Owner(phone)
        try await owner.untilTheImportRuns()
        let home = try await phone.dieAndBeginAnew()
        #expect(home.stage == .home, "a shell begins at home")
        #expect(try await owner.goOn { $0.stage == .report }.report?.proved == true)
    }

    @Test func aRotationInTheMiddleOfAnImportChangesNothing() async throws {
        let phone = try Phone(Demo(paceMs: 30))
        let owner = Owner(phone)
        try await owner.untilTheImportRuns()
        #expect(phone.device.isAwake, "the screen stays on")
        for turn in 0..<3 {
            phone.reader.verticalSizeClass = turn % 2 == 0 ? .compact : .regular
            phone.reader.look()
        }
        // A scene that the system ended and made anew.
        try phone.drawAnew()
        #expect(try await owner.goOn { $0.stage == .report }.report?.proved == true)
        #expect(!phone.device.isAwake, "the screen may go dark again")
    }

    @Test func whatWasTypedOutlivesARotation() async throws {
        let phone = try Phone()
        _ = try await Owner(phone).goOn { $0.kind == "form" }
        try phone.type("half of a key", into: "key")
        phone.reader.verticalSizeClass = .compact
        #expect(phone.hears("half of a key"))
        try phone.drawAnew()
        #expect(phone.hears("half of a key"))
    }

    @Test func whatWasTypedDoesNotReachTheNextForm() async throws {
        let phone = try Phone()
        let form = try await Owner(phone).goOn { $0.kind == "form" }
        try phone.type("half of a key", into: "key")
        try phone.press(.back)
        let back = try await phone.after(form)
        try phone.press("text")
        let again = try await phone.after(back)
        #expect(again.fields == form.fields)
        #expect(phone.hears("half of a key"), "the same form is still there")
        phone.shell.begin(fresh: false)
        _ = try await Owner(phone).goOn { $0.kind == "form" }
        #expect(!phone.hears("half of a key"))
    }

    @Test func anotherFormBeginsEmpty() async throws {
        let phone = try Phone()
        let home = try await phone.settled()
        phone.close()
        func form(_ label: String) -> Screen {
            home.with(body: .form(fields: [Field(id: "typed", label: label, kind: .digits)]))
        }
        phone.shell.show(form("How many codes?"))
        try phone.type("12", into: "typed")
        #expect(phone.hears("field “How many codes?” = 12"))
        phone.shell.show(form("How many fobs?"))
        #expect(phone.hears("field “How many fobs?”\n"))
    }

    @Test func aDoubleTapActsOnce() async throws {
        let phone = try Phone()
        let home = try await phone.settled()
        try phone.press("begin-same-lock")
        phone.shell.act(on: home, .choose(id: "begin-same-lock"))
        let key = try await phone.after(home)
        #expect(key.stage == .key)
        try phone.press(.leave)
        let again = try await phone.after(key)
        #expect(again.choices.count { $0.id.hasPrefix("journey-") } == 1)
    }

    @Test func anActionOfAnOlderScreenDoesNothing() async throws {
        let phone = try Phone()
        let home = try await phone.settled()
        try await Owner(phone).answer(home)
        let key = phone.screen
        phone.shell.act(on: home, .choose(id: "begin-entrust"))
        phone.shell.tell(.setLanguage(tag: "de"))
        try await phone.wait(for: "German") { phone.screen.language == "de" }
        #expect(phone.screen.revision == key.revision && phone.screen.stage == key.stage)
    }

    @Test func thePhonesWayBackIsTheScreens() async throws {
        let phone = try Phone()
        let form = try await Owner(phone).goOn { $0.kind == "form" }
        try phone.reader.escape()
        #expect(try await phone.after(form).kind == "choices")
    }

    @Test func aPermissionIsAskedForWhenSomethingWasPressed() async throws {
        let phone = try await refusedPermission()
        #expect(phone.screen.problem?.code == "radio-not-permitted")
        #expect(phone.device.bluetooth.asked == 1)
    }

    /// An iPhone asks once; asking again is its settings.
    @Test func aPermissionThatWasRefusedOnceIsAskedForAgain() async throws {
        let phone = try await refusedPermission()
        phone.device.bluetooth.bluetooth = Bluetooth(.denied, .on)
        phone.reader.look()
        #expect(phone.device.radio.bluetooth.state == .refused)
        #expect(phone.device.settingsOpened == 0, "nobody is led away from the app")
        try await retry(phone)
        #expect(phone.device.bluetooth.asked == 1, "the system would not ask")
    }

    @Test func aPermissionThatWasRefusedForEverLeadsToTheSettings() async throws {
        let phone = try await refusedPermission()
        phone.device.bluetooth.bluetooth = Bluetooth(.denied, .on)
        try await retry(phone)
        // Nothing has changed, so that the revision stays; the settings open again all the same.
        try await retry(phone)
        #expect(phone.device.settingsOpened == 2)
    }

    @Test func aPermissionThatNobodyHereCanGiveIsSaidToBeOne() async throws {
        let phone = try await refusedPermission()
        let words = "Bluetooth is restricted on this phone"
        #expect(!phone.hears(words))
        phone.device.bluetooth.bluetooth = Bluetooth(.restricted, .on)
        try await retry(phone)
        #expect(phone.hears(words))
        #expect(phone.reader.issues == [])
    }

    @Test func aPermissionThatIsGrantedLaterLetsTheJourneyGoOn() async throws {
        let phone = try await refusedPermission()
        phone.device.bluetooth.bluetooth = Bluetooth(.denied, .on)
        phone.reader.scenePhase = .background
        phone.reader.look()
        phone.device.bluetooth.bluetooth = Bluetooth(.allowed, .on)
        phone.reader.scenePhase = .active
        try await phone.wait(for: "no problem any more") { phone.screen.problem == nil }
        #expect(try await Owner(phone).goOn { $0.stage == .report }.report?.proved == true)
    }

    @Test func bluetoothSwitchedOffBeforeTheImportIsToldAndGoneOnFrom() async throws {
        let phone = try Phone(Demo(fault: .radio, paceMs: 0))
        phone.device.bluetooth.bluetooth = Bluetooth(.allowed, .on)
        let owner = Owner(phone)
        _ = try await owner.goOn { $0.isLastProof }
        phone.device.bluetooth.bluetooth = Bluetooth(.allowed, .off)
        try phone.press(.next)
        try await phone.wait(for: "that Bluetooth is off") { phone.screen.problem?.code == "radio-off" }
        #expect(phone.screen.standing != nil, "what is on the lock is said")
        try await phone.wait(for: "the system's way to the switch") { phone.device.bluetooth.askedToSwitchOn == 1 }
        phone.device.bluetooth.bluetooth = Bluetooth(.allowed, .on)
        try await phone.wait(for: "no problem any more") { phone.screen.problem == nil }
        #expect(try await owner.goOn { $0.stage == .report }.report?.proved == true)
    }

    @Test func bluetoothSwitchedOffDuringTheImportDoesNoHarm() async throws {
        let phone = try Phone(Demo(fault: .radio, paceMs: 30))
        phone.device.bluetooth.bluetooth = Bluetooth(.allowed, .on)
        let owner = Owner(phone)
        try await owner.untilTheImportRuns()
        phone.device.bluetooth.bluetooth = Bluetooth(.allowed, .off)
        try await phone.wait(for: "that Bluetooth is off") { phone.screen.problem?.code == "radio-off" }
        #expect(phone.screen.stage == .import && phone.screen.standing != nil, "some of it is on the lock")
        phone.device.bluetooth.bluetooth = Bluetooth(.allowed, .on)
        try await phone.wait(for: "no problem") { phone.screen.problem == nil }
        #expect(try await owner.goOn { $0.stage == .report }.report?.proved == true)
    }

    /// Switched outside of the app, so that it counts when its owner comes back.
    @Test func aPhoneThatSavesItsBatteryIsTold() async throws {
        let words = "Your phone is saving its battery."
        let phone = try Phone()
        phone.shell.demonstrate(Demo(fault: .asleep, paceMs: 0))
        _ = try await Owner(phone).goOn { $0.problem != nil }
        #expect(!phone.hears(words))
        for saves in [true, false] {
            phone.reader.scenePhase = .background
            phone.reader.look()
            phone.device.bluetooth.savesPower = saves
            phone.reader.scenePhase = .active
            try await phone.wait(for: "what the phone does") { phone.hears(words) == saves }
        }
    }

    @Test func aPhoneWithoutBluetoothIsTold() {
        #expect(Bluetooth(.allowed, .unsupported).state == .unsupported)
        #expect(Bluetooth(.notAsked, .unsupported).state == .unsupported)
    }

    /// Each has a way out of its own, so that none may be taken for another.
    @Test func theStatesOfTheRadioAreToldApart() {
        #expect(Bluetooth(.notAsked, .unknown).state == .notAsked)
        #expect(Bluetooth(.denied, .on).state == .refused)
        #expect(Bluetooth(.restricted, .off).state == .refused)
        #expect(Bluetooth(.allowed, .off).state == .off)
        #expect(Bluetooth(.allowed, .on).state == .ready)
        #expect(Bluetooth(.allowed, .unknown).state == nil, "nothing is told that is not known")
    }

    @Test func aDemonstrationNeedsNoBluetooth() async throws {
        let phone = try Phone()
        phone.device.bluetooth.bluetooth = Bluetooth(.denied, .off)
        #expect(try await Owner(phone).goOn { $0.stage == .review }.stage == .review)
    }

    @Test func aFileOpenedFromOutsideIsTakenInPlaceOfAsking() async throws {
        let phone = try Phone()
        let copy = try await open("hall-3.relatch", on: phone)
        try await phone.wait(for: "the journey that begins with a copy") {
            phone.screen.stage != .home && phone.screen.offers(.next)
        }
        #expect(phone.hears("This file will be used: hall-3.relatch"))
        #expect(!FileManager.default.fileExists(atPath: copy.path), "the system's copy does not stay")
        try phone.press(.next)
        try await phone.wait(for: "what is wrong with the file") { phone.screen.problem != nil }
        #expect(phone.shell.waiting == nil)
        #expect(!phone.shell.isPicking)
    }

    @Test func aFileOpenedFromOutsideIsNoAnswerToTheQuestionForTheKey() async throws {
        let phone = try Phone()
        _ = try await Owner(phone).goOn { $0.stage == .key }
        try await open("hall-3.relatch", on: phone)
        try phone.press("file")
        try await phone.wait(for: "the choice of a file") { phone.shell.isPicking }
        #expect(phone.shell.waiting != nil, "it waits on")
    }

    @Test func whoLeavesTheJourneyOfAnOpenedFileIsNotLedBack() async throws {
        let phone = try Phone()
        try await open("hall-3.relatch", on: phone)
        try await phone.wait(for: "the journey that begins with a copy") { phone.screen.offers(.leave) }
        try phone.press(.leave)
        try await phone.wait(for: "the beginning") { phone.screen.stage == .home && phone.screen.isSettled }
        let home = phone.screen
        phone.shell.tell(.setLanguage(tag: "de"))
        try await phone.wait(for: "German") { phone.screen.language == "de" }
        #expect(phone.screen.stage == .home && phone.screen.choices.count == home.choices.count)
        // Opened again it is wanted again.
        try await open("hall-3.relatch", on: phone)
        try await phone.wait(for: "another journey") { phone.screen.stage != .home }
    }

    @Test func aFileOpenedFromOutsideCanBePutAway() async throws {
        let phone = try Phone()
        try await open("hall-3.relatch", on: phone)
        try await phone.wait(for: "the journey that begins with a copy") { phone.screen.offers(.next) }
        try phone.press(word: "Put this file away")
        #expect(phone.shell.waiting == nil && !phone.hears("hall-3.relatch"))
        try phone.press(.next)
        try await phone.wait(for: "the choice of a file") { phone.shell.isPicking }
    }

    @Test func aFileFromOutsideThatCannotBeReadIsSaid() async throws {
        let phone = try Phone()
        let home = try await phone.settled()
        phone.reader.open(phone.documents.appending(path: "Inbox/none.relatch"))
        try await phone.wait(for: "what is wrong") { phone.hears("This file could not be read: none.relatch") }
        #expect(phone.screen == home, "no journey begins with it")
        #expect(phone.reader.issues == [])
        try phone.press(word: "Put this file away")
        #expect(!phone.hears("none.relatch"))
    }

    @Test func aFileThatCannotBeReadIsAsIfNoneWasChosen() async throws {
        let phone = try Phone()
        #expect(Files.read(phone.documents.appending(path: "none.relatch")) == nil)
        let own = phone.place.url.appending(path: "Support")
        let picked = phone.documents.appending(path: "kept.relatch")
        try Data("kept".utf8).write(to: picked)
        Files.removeCopy(picked, documents: phone.documents)
        #expect(Files.read(picked) == Data("kept".utf8), "only the system's copies are removed")
        #expect(Files.isFromOutside(picked, own: own))
        #expect(!Files.isFromOutside(own.appending(path: "relatch/journal"), own: own))
        #expect(!Files.isFromOutside(own.appending(path: "x/../relatch/journal"), own: own))
        #expect(!Files.isFromOutside(try #require(URL(string: "https://example.org/a.relatch")), own: own))
    }

    @Test func aPickedFileThatIsNotTakenLeadsBack() async throws {
        let phone = try Phone()
        let key = try await Owner(phone).goOn { $0.stage == .key }
        #expect(key.choices.contains { $0.id == "file" })
        try phone.press("file")
        try await phone.wait(for: "the choice of a file") { phone.shell.isPicking }
        try phone.press("Cancel")
        try await phone.wait(for: "the question again") { phone.screen.kind == "choices" && phone.screen.stage == .key }
        #expect(!phone.shell.isPicking)
    }

    @Test func aPickedFileReachesTheCore() async throws {
        let phone = try Phone()
        _ = try await Owner(phone).goOn { $0.stage == .key }
        try phone.press("file")
        try await phone.wait(for: "the choice of a file") { phone.shell.isPicking }
        let file = phone.documents.appending(path: "key.txt")
        try Data("no key".utf8).write(to: file)
        try phone.type(file.path, into: "org.relatch.copy public.data")
        try await phone.wait(for: "what is wrong with it") { phone.screen.problem?.code == "key-unreadable" }
    }

    @Test func aFileThatIsNotSavedIsNotTakenForSaved() async throws {
        let phone = try Phone()
        let report = try await Owner(phone).goOn { $0.offers(.sheet) }
        try phone.press(.sheet)
        try await phone.after(report)
        try await phone.identified(true)
        try await phone.wait(for: "a file to keep") { phone.shell.outgoing != nil }
        try phone.press("Cancel")
        try await phone.wait(for: "the screen again") { phone.screen.offers(.sheet) && phone.shell.outgoing == nil }
        #expect(phone.screen.stage == report.stage)
        // And what is there is compared with what was given.
        let file = Outgoing(name: "a", content: Data("whole".utf8))
        let place = phone.documents.appending(path: "half")
        try Data("wh".utf8).write(to: place)
        #expect(Files.read(place) != file.content)
    }

    @Test func aKeyThatDidNotArriveIsNotTakenForSaved() async throws {
        let phone = try Phone()
        let owner = Owner(phone)
        var seen: [String] = []
        // Cancelled; to a folder that is not there; and at last to a good place.
        for way in ["cancelled", "nowhere", "saved"] {
            let receipt = try await owner.goOn { $0.isReceipt }
            try phone.press(.shareKey)
            try await phone.after(receipt)
            try await phone.identified(true)
            try await phone.wait(for: "a file to keep") { phone.shell.outgoing != nil }
            let asking = phone.screen
            switch way {
            case "cancelled": try phone.press("Cancel")
            case "nowhere": try phone.type("/nowhere/at/all", into: try #require(phone.shell.outgoing).name)
            default: try await phone.save()
            }
            try await phone.after(asking)
            seen.append(phone.reader.transcript)
        }
        #expect(seen[0] == seen[1], "neither arrived")
        #expect(seen[0] != seen[2], "this one did")
    }

    @Test func aFileIsSentWhenAnAppWasChosenForItAndNotBefore() async throws {
        let phone = try Phone()
        let review = try await Owner(phone).goOn { $0.offers(.shareCopy) }
        for way in ["close the sheet", "another app"] {
            #expect(phone.shell.sending == nil)
            try phone.press(.shareCopy)
            try await phone.wait(for: "the system's sheet") { phone.reader.canPress(way) }
            let file = try #require(phone.shell.sending)
            let content = try #require(Files.read(file))
            #expect(content.starts(with: Data("age-encryption.org/v1".utf8)), "the copy as it is sealed")
            let asking = phone.screen
            try phone.press(way)
            try await phone.after(asking)
            #expect(phone.screen.stage == review.stage && phone.shell.sending == nil)
            #expect(Files.read(file) == content, "who took it may still read it")
        }
        #expect(phone.device.offered.allSatisfy { $0.pathExtension == "relatch" })
    }

    @Test func whoWantsNeitherWayGivesNothingAway() async throws {
        let phone = try Phone()
        _ = try await Owner(phone).goOn { $0.offers(.shareCopy) }
        try phone.press(.shareCopy)
        try await phone.wait(for: "the system's sheet") { phone.shell.sending != nil }
        let asking = phone.screen
        // The sheet is pulled down.
        phone.shell.sent(false)
        try await phone.after(asking)
        #expect(phone.screen.offers(.shareCopy))
        // What the sheet still says of itself is no answer to anything.
        let settled = phone.screen
        phone.shell.sent(true)
        #expect(phone.screen == settled)
    }

    @Test func aSentFileStaysNoLongerThanTheNextStart() async throws {
        let phone = try Phone()
        _ = try await Owner(phone).goOn { $0.offers(.shareCopy) }
        try phone.press(.shareCopy)
        try await phone.wait(for: "the system's sheet") { phone.shell.sending != nil }
        let file = try #require(phone.shell.sending)
        #expect(Files.read(file) != nil)
        _ = try await phone.dieAndBeginAnew()
        #expect(Files.read(file) == nil)
    }

    @Test func whatOpensADoorIsNeverOfferedToAnotherApp() async throws {
        let phone = try Phone()
        let owner = Owner(phone)
        for button in [ButtonName.sheet, .shareKey] {
            let screen = try await owner.goOn { button == .sheet ? $0.offers(.sheet) : $0.isReceipt }
            try phone.press(button)
            try await phone.after(screen)
            try await phone.identified(true)
            try await phone.wait(for: "a file to keep") { phone.shell.outgoing != nil }
            #expect(phone.shell.sending == nil && phone.device.offered.isEmpty)
            let asking = phone.screen
            try phone.press("Cancel")
            try await phone.after(asking)
        }
    }

    @Test func aCodeIsScannedOnlyWhenSomebodyWantsThat() async throws {
        let phone = try await askingForACode(.allowed)
        #expect(!phone.reader.canPress("camera"))
        try await scan(phone)
        try phone.press("camera")
        #expect(!phone.reader.canPress("camera"), "one code is enough")
        try await scan(phone)
        try phone.press(word: "Cancel")
        #expect(!phone.reader.canPress("camera"))
        try await scan(phone)
        phone.reader.scenePhase = .background
        phone.reader.look()
        phone.reader.scenePhase = .active
        #expect(!phone.reader.canPress("camera"), "the camera does not go on by itself")
        #expect(phone.device.askedForCamera == 0, "nobody is asked again")
        phone.device.camera = nil
        try phone.drawAnew()
        #expect(!phone.hears("Scan the code"))
    }

    @Test func theCameraIsAskedForWhenSomebodyWantsToScan() async throws {
        let phone = try await askingForACode(.notAsked)
        #expect(phone.hears("Scan the code") && phone.device.askedForCamera == 0, "offered on a fresh phone, too")
        try await scan(phone)
        #expect(phone.device.askedForCamera == 1)
    }

    @Test func aCameraThatWasRefusedLeadsToTheSettings() async throws {
        for state in [Permission.notAsked, .denied] {
            let phone = try await askingForACode(state)
            phone.device.answer = .denied
            #expect(!phone.hears("Relatch may not use the camera"), "nobody wanted it yet")
            try phone.press(word: "Scan the code")
            try await phone.wait(for: "why not") { phone.hears("Relatch may not use the camera") }
            #expect(!phone.reader.canPress("camera") && phone.reader.issues == [])
            #expect(phone.device.askedForCamera == (state == .notAsked ? 1 : 0), "the system would not ask again")
            try phone.press(word: "Open the settings")
            #expect(phone.device.settingsOpened == 1)
            phone.device.camera = .allowed
            try await scan(phone)
        }
    }

    @Test func aCameraThatNobodyHereCanAllowIsSaidToBeOne() async throws {
        let phone = try await askingForACode(.restricted)
        try phone.press(word: "Scan the code")
        try await phone.wait(for: "why not") { phone.hears("The camera is restricted on this phone") }
        #expect(!phone.hears("Open the settings") && phone.device.askedForCamera == 0)
        #expect(phone.reader.issues == [])
    }

    @Test func aCameraThatDoesNotStartIsSaid() async throws {
        let phone = try await askingForACode(.allowed)
        try await scan(phone)
        try phone.press("camera that fails")
        #expect(phone.hears("The camera could not start") && !phone.reader.canPress("camera"))
        #expect(phone.reader.issues == [])
        try await scan(phone)
        try phone.press("camera")
        #expect(!phone.hears("The camera could not start"))
    }

    @Test func aSecretIsShownHiddenAndGoneWhenTheAppLeavesTheFront() async throws {
        let phone = try Phone()
        _ = try await Owner(phone).goOn { $0.offers(.reveal) }
        #expect(!phone.screen.holdsSecret)
        let code = try await reveal(phone)
        #expect(code.shown.allSatisfy(\.isNumber) && phone.screen.holdsSecret)
        // Said digit by digit, and never as a number.
        #expect(phone.hears(code.spoken) && code.spoken != code.shown)

        try phone.press(.hide)
        try await phone.wait(for: "dots") { phone.screen.items?.revealed == false }
        #expect(!phone.hears(code.spoken))

        _ = try await reveal(phone)
        phone.reader.isSceneCaptured = true
        #expect(!phone.hears(code.spoken) && phone.hears("so codes stay hidden"))
        phone.reader.isSceneCaptured = false
        #expect(phone.hears(code.spoken))
        phone.reader.scenePhase = .inactive
        #expect(!phone.hears(code.spoken) && phone.hears("Relatch"))
        phone.reader.scenePhase = .background
        try await phone.wait(for: "dots") { phone.screen.items?.revealed == false }
        phone.reader.scenePhase = .active
        #expect(!phone.hears(code.spoken) && phone.hears("Show the codes"))
    }

    @Test func nothingIsSeenInTheListOfRecentApps() async throws {
        let phone = try Phone()
        _ = try await Owner(phone).goOn { $0.kind == "items" }
        #expect(phone.hears("Code 1"))
        for phase in [ScenePhase.inactive, .background] {
            phone.reader.scenePhase = phase
            #expect(phone.reader.transcript == "(image “lock.fill”)\ntext “Relatch”\n")
            #expect(phone.reader.controls.isEmpty)
        }
    }

    @Test func aSecretIsNotShownToWhoIsNotTheOwner() async throws {
        let phone = try Phone()
        let masked = try await Owner(phone).goOn { $0.offers(.reveal) }
        try phone.press(.reveal)
        try await phone.wait(for: "the question who holds the phone") { phone.device.identifying != nil }
        // The system's question lies over the app; what it is about stays in sight.
        phone.reader.scenePhase = .inactive
        #expect(phone.hears(masked.title) && !phone.hears("text “Relatch”"))
        try await phone.identified(false)
        phone.reader.scenePhase = .active
        try await phone.wait(for: "that nobody was recognised") { phone.screen.problem?.code == "not-identified" }
        #expect(phone.screen.stage == masked.stage)
        #expect(phone.screen.items?.revealed == false)
        #expect(phone.device.reasons.allSatisfy { !$0.isEmpty } && phone.device.reasons.count == 1)
    }

    @Test func theSystemIsAskedOnceForEachRevision() async throws {
        let phone = try Phone()
        _ = try await Owner(phone).goOn { $0.offers(.reveal) }
        try phone.press(.reveal)
        try await phone.wait(for: "the question who holds the phone") { phone.device.identifying != nil }
        try phone.drawAnew()
        phone.reader.verticalSizeClass = .compact
        phone.reader.look()
        try await phone.identified(false)
        try await phone.wait(for: "that nobody was recognised") { phone.screen.problem?.code == "not-identified" }
        #expect(phone.device.reasons.count == 1)
    }

    @Test func theSystemAsksOnlyWhoJustDidSomething() async throws {
        let phone = try Phone()
        let home = try await phone.settled()
        phone.close()
        func asking(_ step: UInt32) -> Screen {
            .bare(
                home.revision + step, .find, title: "Find",
                actions: [Offer(button: .retry, label: "Try again", danger: .harmless, confirm: nil)],
                request: .permission)
        }
        phone.shell.show(asking(1))
        phone.reader.look()
        #expect(phone.device.bluetooth.asked == 0)
        try phone.press(.retry)
        #expect(phone.device.bluetooth.asked == 1)
        phone.shell.show(asking(2))
        phone.reader.look()
        #expect(phone.device.bluetooth.asked == 1, "that press was answered")
        try phone.press(.retry)
        #expect(phone.device.bluetooth.asked == 2)
    }

    @Test func aCodeIsCoveredWhileTheSystemAsks() async throws {
        let phone = try Phone()
        let home = try await phone.settled()
        phone.close()
        let code = Secret(shown: "482915", spoken: "4 8 2 9 1 5")
        phone.shell.show(
            .bare(
                home.revision + 1, .proof, title: "At the door",
                body: .proof(proof: DoorProof(code: code, checks: [])), request: .identify(reason: "Why")))
        #expect(phone.hears(code.spoken))
        try await phone.wait(for: "the question who holds the phone") { phone.device.identifying != nil }
        phone.reader.scenePhase = .inactive
        #expect(phone.hears("At the door") && !phone.hears(code.spoken))
        try await phone.identified(true)
    }

    @Test func aPastedKeyIsTakenOffTheClipboard() async throws {
        let phone = try Phone()
        let form = try await Owner(phone).goOn { $0.kind == "form" }
        phone.device.clipboard = "demo"
        phone.reader.paste("demo")
        try phone.press("Paste")
        #expect(phone.hears("field “\(form.fields[0].label)” = demo"))
        try phone.press(.submit)
        try await phone.after(form)
        #expect(phone.device.clipboard == nil)
    }

    @Test func whatWasNotPastedStaysOnTheClipboard() async throws {
        let phone = try Phone()
        let form = try await Owner(phone).goOn { $0.kind == "form" }
        phone.device.clipboard = "demo"
        phone.reader.paste("demo")
        try phone.press("Paste")
        phone.device.clipboard = "a telephone number"
        try phone.press(.submit)
        try await phone.after(form)
        #expect(phone.device.clipboard == "a telephone number", "copied later, by somebody else")

        // By the menu of the field: more letters at once than anybody types.
        let other = try Phone()
        let again = try await Owner(other).goOn { $0.kind == "form" }
        other.device.clipboard = "a key of many letters"
        try other.type("a key of many letters", into: "key")
        try other.press(.submit)
        try await other.wait(for: "an answer") { other.screen != again }
        #expect(other.device.clipboard == nil)
    }

    @Test func theScreenStaysOnOnlyWhileTheAppIsInFront() async throws {
        let phone = try Phone(Demo(paceMs: 30))
        try await Owner(phone).untilTheImportRuns()
        #expect(phone.device.isAwake && !phone.device.isFinishing)
        phone.reader.scenePhase = .background
        phone.reader.look()
        #expect(!phone.device.isAwake && phone.device.isFinishing, "what runs may end")
        try await phone.settled()
        phone.reader.look()
        #expect(!phone.device.isFinishing)
    }

    @Test func theFolderOfTheCoreIsInNoBackup() throws {
        let phone = try Phone()
        phone.shell.demonstrate(nil)
        #expect(phone.device.keptOut == ["demo", "relatch"])
    }

    @Test func whatIsFeltAndTold() async throws {
        let phone = try Phone()
        let told = phone.reader.told.count
        _ = try await Owner(phone).goOn { $0.stage == .report }
        #expect(phone.reader.felt.last == "success")
        #expect(phone.reader.felt.contains("warning"), "before what cannot be undone")
        let heard = phone.reader.told.dropFirst(told)
        #expect(heard.contains("another screen"))
        #expect(heard.count < 80, "no chattering: \(heard)")
        let report = phone.screen
        phone.close()
        let problem = Problem(code: "x", what: "It broke.", advice: "Try again.", retry: .now)
        phone.shell.show(report.with(problem: problem))
        #expect(phone.reader.felt.last == "error")
        #expect(phone.reader.told.last == "It broke.")
    }

    /// A long page was scrolled down when something went wrong.
    @Test func whatWentWrongIsLedTo() async throws {
        let phone = try Phone()
        let items = try await Owner(phone).goOn { $0.kind == "items" }
        phone.close()
        phone.shell.show(items)
        #expect(phone.reader.scrolled == [])
        func problem(_ what: String) -> Problem { Problem(code: "x", what: what, advice: "Try again.", retry: .now) }
        phone.shell.show(items.with(problem: problem("It broke.")))
        #expect(phone.hears("element “It broke., Try again.” [focused]"))
        #expect(phone.reader.scrolled == ["problem"])
        #expect(phone.reader.told.last == "It broke.")
        // What stays as it was is not led to again.
        try phone.press(word: "Door")
        #expect(phone.reader.scrolled == ["problem"])
        phone.shell.show(items.with(problem: problem("It broke otherwise.")))
        #expect(phone.reader.scrolled == ["problem", "problem"] && phone.reader.told.last == "It broke otherwise.")
        phone.shell.show(items)
        #expect(!phone.hears("focused"))
        phone.shell.show(.bare(items.revision, .import, title: "Elsewhere").with(problem: problem("It broke.")))
        #expect(phone.reader.scrolled.count == 3 && phone.reader.told.last == "It broke.", "and not to the top")
        #expect(phone.reader.issues == [])
    }

    @Test func whatIsOnTheLockStaysInSight() async throws {
        let phone = try Phone()
        let screen = try await Owner(phone).goOn { $0.kind == "items" }
        let standing = try #require(screen.standing)
        #expect(phone.reader.pinned.contains("element “\(standing)”"))
        for isLow in [false, true] {
            try phone.drawAnew()
            phone.reader.verticalSizeClass = isLow ? .compact : .regular
            phone.reader.dynamicTypeSize = isLow ? .large : .accessibility3
            #expect(phone.reader.pinned.contains("(text “\(standing)”)"), "seen, and heard in the page")
            #expect(phone.hears("element “\(standing)”"), "in all its words")
            #expect(!phone.reader.pinned.contains("element"), "everything else scrolls")
        }
    }

    @Test func aDemonstrationSaysOnEveryScreenThatItIsOne() async throws {
        let phone = try Phone()
        var screens = 0
        _ = try await Owner(phone).goOn(
            seeing: { screen in
                #expect(phone.hears("text “Demonstration”"), "\(screen)")
                screens += 1
            }, until: { $0.isReceipt })
        #expect(screens > 20)
    }

    @Test func aDemonstrationOutlivesTheProcessAndEnds() async throws {
        let phone = try Phone(nil)
        _ = try await phone.settled()
        #expect(!phone.hears("text “Demonstration”"))
        try phone.press(word: "Demonstration")
        try phone.press(word: "The battery is low")
        try phone.press(word: "Begin")
        #expect(phone.shell.demo == Demo(fault: .battery))
        _ = try await phone.dieAndBeginAnew()
        #expect(phone.shell.demo == Demo(fault: .battery))
        try phone.press(word: "End")
        _ = try await phone.settled()
        #expect(phone.shell.demo == nil && !phone.hears("text “Demonstration”"))
        // What cannot be read is a demonstration still, never the real thing.
        try Data("{".utf8).write(to: phone.place.url.appending(path: "Support/demonstration.json"))
        _ = try await phone.dieAndBeginAnew()
        #expect(phone.shell.demo == Demo())
    }

    @Test func everyFaultOfTheDemonstrationIsToldAndEndsWithAProof() async throws {
        let phone = try Phone()
        var problems = 0
        // With a weak battery there is no reset, as there should be.
        for fault in DemoFault.allCases where !fault.scripts.isEmpty && fault != .battery {
            phone.shell.demonstrate(Demo(fault: fault, paceMs: 0))
            let end = try await Owner(phone).goOn(
                seeing: { if $0.problem != nil { problems += 1 } }, until: { $0.stage == .report })
            #expect(end.report?.proved == true, "\(fault)")
        }
        #expect(problems > 0, "some are told, and some are mended without a word")
    }

    @Test func aResetByHandEndsWithAProof() async throws {
        let phone = try Phone()
        var drawn = 0
        let end = try await Owner(phone, byHand: true).goOn(
            seeing: { screen in
                guard screen.scene == .holdButton else { return }
                #expect(screen.kind == "instructions" && phone.hears("(drawing “holdButton”)"))
                drawn += 1
            }, until: { $0.stage == .report })
        #expect(end.report?.proved == true && drawn == 1)
    }

    @Test func aWeakBatteryLeadsToNoResetUntilNewOnesAreIn() async throws {
        let phone = try Phone()
        phone.shell.demonstrate(Demo(fault: .battery, paceMs: 0))
        let screen = try await Owner(phone).goOn { $0.stage == .ready && $0.problem != nil }
        #expect(screen.standing != nil, "what is on the lock is said")
        try phone.press(word: "Door")
        try phone.press(word: "Put in new batteries")
        try await phone.wait(for: "new batteries") { phone.screen.door?.lowBattery == false }
        let changed = phone.screen
        try phone.press(.retry)
        let asked = try await phone.after(changed)
        #expect(asked.problem == nil)
    }

    /// A screen that asks for a recovery key, on a phone whose camera may be used or not.
    private func askingForACode(_ camera: Permission?) async throws -> Phone {
        let phone = try Phone()
        let home = try await phone.settled()
        phone.close()
        phone.device.camera = camera
        phone.shell.show(
            .bare(
                home.revision, .backup,
                body: .form(fields: [Field(id: "recovery", label: "Recovery key", kind: .secret)]), request: .scanQr))
        phone.reader.look()
        return phone
    }

    private func scan(_ phone: Phone) async throws {
        try phone.press(word: "Scan the code")
        try await phone.wait(for: "the camera") { phone.reader.canPress("camera") }
    }

    /// Another app gives a file, which waits then.
    @discardableResult
    private func open(_ name: String, on phone: Phone) async throws -> URL {
        let copy = phone.documents.appending(path: "Inbox/\(name)")
        try Data("no copy".utf8).write(to: copy)
        phone.reader.open(copy)
        try await phone.wait(for: "the file") { phone.shell.waiting?.name == name }
        return copy
    }

    private func refusedPermission() async throws -> Phone {
        let phone = try Phone(Demo(fault: .radio, paceMs: 0))
        phone.device.bluetooth.bluetooth = Bluetooth(.notAsked, .unknown)
        #expect(phone.device.bluetooth.asked == 0, "nothing is asked at the start")
        _ = try await Owner(phone).goOn { $0.problem != nil }
        return phone
    }

    /// Presses "try again" and waits until the system is asked again.
    private func retry(_ phone: Phone) async throws {
        let before = phone.device.settingsOpened
        try phone.press(.retry)
        try await phone.wait(for: "the settings") { phone.device.settingsOpened == before + 1 }
    }

    private func reveal(_ phone: Phone) async throws -> Secret {
        try phone.press(.reveal)
        try await phone.identified(true)
        try await phone.wait(for: "codes") { phone.screen.items?.revealed == true }
        let codes = try #require(phone.screen.items).rows.compactMap(\.value)
        return try #require(codes.first)
    }
}
