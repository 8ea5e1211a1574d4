#!/usr/bin/env python3
"""What can be said on Linux about the files of an Xcode project that no compiler reads.

    check-project.py IOS_FOLDER

In the project every reference resolves, every object is used and of a known kind, every path exists, and the scheme names the target. The
property lists hold what the app needs, the catalogs are whole, and the privacy manifest says what the core imports (imports.txt) and what
the app's own sources use: no less, and no more.
"""

import json
import pathlib
import plistlib
import re
import struct
import sys
import xml.etree.ElementTree as xml

root = pathlib.Path(sys.argv[1])
faults = []

KINDS = {
    "PBXBuildFile", "PBXFileReference", "PBXFileSystemSynchronizedRootGroup", "PBXFrameworksBuildPhase", "PBXGroup",
    "PBXNativeTarget", "PBXProject", "PBXResourcesBuildPhase", "PBXSourcesBuildPhase", "XCBuildConfiguration",
    "XCConfigurationList", "XCLocalSwiftPackageReference", "XCSwiftPackageProductDependency",
}
LANGUAGES = {"en", "de", "es", "fr", "zh-Hans", "ar"}

# Apple's "Describing use of required reason API": what needs a reason, as the core (C names) and as the app's Swift would use it.
REASONS = {
    "FileTimestamp": (
        {"stat", "fstat", "lstat", "fstatat", "getattrlist", "fgetattrlist", "getattrlistat", "getattrlistbulk"},
        r"contentModificationDate|creationDate|modificationDate|attributesOfItem"),
    "DiskSpace": ({"statfs", "fstatfs", "statvfs", "fstatvfs"}, r"volumeAvailableCapacity|systemFreeSize|systemSize"),
    "SystemBootTime": ({"mach_absolute_time"}, r"systemUptime|mach_absolute_time"),
    "UserDefaults": (set(), r"UserDefaults|@AppStorage|@SceneStorage"),
    "ActiveKeyboards": (set(), r"activeInputModes"),
}
GIVEN = {"FileTimestamp": {"C617.1", "3B52.1"}}


def old_plist(text):
    """Reads a property list of the old kind, strictly: `{ key = value; }`, `( value, )`, words and strings."""
    tokens = re.finditer(
        r"\s+|//[^\n]*|/\*.*?\*/|(?P<mark>[{}()=;,])|\"(?P<string>(?:[^\"\\]|\\.)*)\"|(?P<word>[\w.$/:<>-]+)|(?P<bad>.)",
        text, re.S)
    stream = [(t.lastgroup, t[t.lastgroup]) for t in tokens if t.lastgroup]
    place = 0

    def take(mark=None):
        nonlocal place
        kind, value = stream[place] if place < len(stream) else ("end", "end")
        if kind == "bad" or (mark and (kind, value) != ("mark", mark)):
            raise ValueError(f"{value!r} where {mark or 'a value'} should be, token {place}")
        place += 1
        return kind, value

    def at(mark):
        return place < len(stream) and stream[place] == ("mark", mark)

    def value():
        kind, text = take()
        if kind in ("word", "string"):
            return text
        if text == "{":
            found = {}
            while not at("}"):
                kind, key = take()
                if kind == "mark" or key in found:
                    raise ValueError(f"{key!r} as a key, token {place}")
                take("=")
                found[key] = value()
                take(";")
            take("}")
            return found
        if text == "(":
            found = []
            while not at(")"):
                found.append(value())
                if not at(")"):
                    take(",")
            take(")")
            return found
        raise ValueError(f"{text!r} as a value, token {place}")

    whole = value()
    if place != len(stream):
        raise ValueError("more than one value")
    return whole


def references(value):
    if isinstance(value, dict):
        value = value.values()
    if isinstance(value, str):
        return {value} if re.fullmatch("[0-9A-F]{24}", value) else set()
    return set().union(*map(references, value)) if value else set()


def project(folder):
    tree = old_plist((folder / "project.pbxproj").read_text())
    objects, used = tree["objects"], {tree["rootObject"]}
    for name, item in objects.items():
        used |= references(item)
        faults.extend(f"{name}: refers to nothing: {other}" for other in references(item) - set(objects))
        if item["isa"] not in KINDS:
            faults.append(f"{name}: unknown kind {item['isa']}")
        if item.get("sourceTree") == "<group>" and "path" in item and not (root / item["path"]).exists():
            faults.append(f"{name}: no such file: {item['path']}")
        if item["isa"] == "XCLocalSwiftPackageReference":
            if not (root / item["relativePath"] / "Package.swift").exists():
                faults.append(f"{name}: no such package: {item['relativePath']}")
        if item["isa"] == "PBXNativeTarget" and not item.get("fileSystemSynchronizedGroups"):
            faults.append(f"{name}: a target without its folder")
        # Xcode puts what it makes of a target into a folder of the target's name.
        if item["isa"] == "PBXNativeTarget" and item["name"] in package_targets():
            faults.append(f"{name}: a package has a target of the same name: {item['name']}")
        if item["isa"] == "XCBuildConfiguration" and item["buildSettings"]:
            faults.append(f"{name}: settings belong into the xcconfig")
        if item["isa"] == "PBXProject" and set(item["knownRegions"]) - {"Base"} != LANGUAGES:
            faults.append(f"{name}: languages {item['knownRegions']}")
    faults.extend(f"{name}: used by nobody" for name in set(objects) - used)
    schemes = list(folder.glob("xcshareddata/xcschemes/*.xcscheme"))
    for scheme in schemes:
        for reference in xml.parse(scheme).iter("BuildableReference"):
            if reference.get("BlueprintIdentifier") not in objects:
                faults.append(f"{scheme.name}: no such target")
    if not schemes:
        faults.append("no scheme")
    return len(objects)


def package_targets():
    """The names of the modules of the packages that the app is made of, as the manifests spell them out."""
    manifests = "".join((root / package / "Package.swift").read_text() for package in ("RelatchUI", "../bindings/swift"))
    return set(re.findall(r'\.(?:\w*[tT]arget|systemLibrary)\(\s*name: "(\w+)"', manifests))


def settings():
    known = {}
    for line in (root / "Relatch.xcconfig").read_text().splitlines():
        line = line.split("//")[0].strip()
        if not line or line.startswith("#include?"):
            continue
        match = re.fullmatch(r"(\w+(?:\[config=\w+\])?) = (.+)", line)
        if not match or match[1] in known:
            faults.append(f"Relatch.xcconfig: {line}")
        else:
            known[match[1]] = match[2]
    for key in ("INFOPLIST_FILE", "CODE_SIGN_ENTITLEMENTS"):
        if not (root / known.get(key, "?")).is_file():
            faults.append(f"Relatch.xcconfig: {key}")
    # A module cannot import one of its own name. Without a setting it is called as the product is.
    module = known.get("PRODUCT_MODULE_NAME", known["PRODUCT_NAME"])
    if module in package_targets():
        faults.append(f"Relatch.xcconfig: the app's module and a package's are both called {module}")
    # The same in three places.
    manifest = (root / "RelatchUI/Package.swift").read_text()
    if f".iOS(.v{known['IPHONEOS_DEPLOYMENT_TARGET'].split('.')[0]})" not in manifest:
        faults.append("RelatchUI/Package.swift: another iOS than in Relatch.xcconfig")
    version = re.search(r'^version = "(.+)"', (root / "../Cargo.toml").read_text(), re.M)
    if version and version[1] != known["MARKETING_VERSION"]:
        faults.append(f"Relatch.xcconfig: version {known['MARKETING_VERSION']}, the core's is {version[1]}")


def property_lists():
    info = plistlib.loads((root / "Info.plist").read_bytes())
    for key in ("CFBundleDevelopmentRegion", "UILaunchScreen", "LSRequiresIPhoneOS", "UIRequiredDeviceCapabilities"):
        if key not in info:
            faults.append(f"Info.plist: {key} is missing")
    for key in ("ITSAppUsesNonExemptEncryption", "UIBackgroundModes", "UIFileSharingEnabled", "NSAppTransportSecurity"):
        if key in info:
            faults.append(f"Info.plist: {key} is a decision of its own, see README.md")
    if set(info["CFBundleLocalizations"]) != LANGUAGES or info.get("LSSupportsOpeningDocumentsInPlace") is not False:
        faults.append("Info.plist: CFBundleLocalizations, LSSupportsOpeningDocumentsInPlace")
    exported = {one["UTTypeIdentifier"] for one in info["UTExportedTypeDeclarations"]}
    for kind in info["CFBundleDocumentTypes"]:
        faults.extend(f"Info.plist: opens {name}, exports {exported}" for name in set(kind["LSItemContentTypes"]) - exported)
    files = (root / "RelatchUI/Sources/RelatchUI/Files.swift").read_text()
    if set(re.findall(r'exportedAs: "(.+?)"', files)) != exported:
        faults.append("Info.plist: exports another type than Files.swift names")
    asked = {key: value for key, value in info.items() if key.endswith("UsageDescription")}
    catalog = json.loads((root / "Relatch/InfoPlist.xcstrings").read_text())["strings"]
    english = {key: entry["localizations"]["en"]["stringUnit"]["value"] for key, entry in catalog.items()}
    if asked != english:
        faults.append("Info.plist: what is asked for is not what InfoPlist.xcstrings says in English")
    rights = plistlib.loads((root / "Relatch.entitlements").read_bytes())
    if rights != {"com.apple.developer.default-data-protection": "NSFileProtectionCompleteUntilFirstUserAuthentication"}:
        faults.append(f"Relatch.entitlements: {rights}")


def catalogs():
    for path in sorted((root / "Relatch").glob("*.xcstrings")):
        for key, entry in json.loads(path.read_text())["strings"].items():
            if set(entry["localizations"]) != LANGUAGES:
                faults.append(f"{path.name}: “{key}” is in {sorted(entry['localizations'])}")
    assets = root / "Relatch/Assets.xcassets"
    for path in assets.rglob("Contents.json"):
        for image in json.loads(path.read_text()).get("images", []):
            picture = path.parent / image["filename"]
            head = picture.read_bytes()[:26] if picture.is_file() else b""
            width, height, _, color = struct.unpack(">IIBB", head[16:26]) if len(head) == 26 else (0, 0, 0, 0)
            # Without transparency, which App Store Connect refuses in an icon.
            if f"{width}x{height}" != image["size"] or color != 2:
                faults.append(f"{picture.name}: {width}x{height}, PNG of kind {color}")
    for folder in assets.iterdir():
        if folder.is_dir() and not (folder / "Contents.json").is_file():
            faults.append(f"{folder.name}: no Contents.json")


def privacy():
    manifest = plistlib.loads((root / "Relatch/PrivacyInfo.xcprivacy").read_bytes())
    if manifest["NSPrivacyTracking"] or manifest["NSPrivacyTrackingDomains"] or manifest["NSPrivacyCollectedDataTypes"]:
        faults.append("PrivacyInfo: it says that something is collected")
    declared = {
        one["NSPrivacyAccessedAPIType"].removeprefix("NSPrivacyAccessedAPICategory"): set(one["NSPrivacyAccessedAPITypeReasons"])
        for one in manifest["NSPrivacyAccessedAPITypes"]
    }
    imported = {
        line.split()[1].split("$")[0]
        for line in (root / "imports.txt").read_text().splitlines() if line and line[0] != "#"
    }
    sources = "".join(
        path.read_text() for folder in ("Relatch", "RelatchUI/Sources") for path in (root / folder).rglob("*.swift"))
    for category, (names, pattern) in REASONS.items():
        used = sorted(names & imported) + sorted(set(re.findall(pattern, sources)))
        if bool(used) != (category in declared):
            faults.append(f"PrivacyInfo: {category} is {'' if category in declared else 'not '}declared, used is {used}")
        if category in declared and declared[category] != GIVEN.get(category):
            faults.append(f"PrivacyInfo: {category} for {sorted(declared[category])}")
    faults.extend(f"PrivacyInfo: unknown: {name}" for name in set(declared) - set(REASONS))


try:
    count = project(root / "Relatch.xcodeproj")
    for check in (settings, property_lists, catalogs, privacy):
        check()
except (KeyError, ValueError, OSError, xml.ParseError, plistlib.InvalidFileException) as error:
    faults.append(f"{type(error).__name__}: {error}")
print("\n".join(faults) or f"Xcode project: {count} objects and what belongs to them, no fault")
sys.exit(bool(faults))
