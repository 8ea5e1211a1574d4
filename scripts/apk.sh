#!/usr/bin/env bash
# Puts an APK of the Android app together, without Gradle and an SDK, and looks at it: what is in it, how it is signed, how large its parts are.
# It proves that the parts fit, and nothing else: the core in it is linked against stubs by scripts/phones.sh, for one kind of phone only. NEVER
# INSTALL OR SHIP IT.
#
#   scripts/apk.sh         after `./check android phones`, which make what goes into it
#
# Needs a JDK, Maven, unzip, Python 3 (for a zip whose parts are aligned), apksigner (Debian: apksigner) and LLVM's tools.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export LC_ALL=C

target=${CARGO_TARGET_DIR:-$PWD/target}
out=$target/apk
app=android/maven/app/target
libs=android/maven/libs/target
core=$target/phones/aarch64-linux-android/phone/librelatch_core.so
rules=android/app/proguard-rules.pro
# Of the release that the Android plugin 9.x brings.
r8=9.1.31
most_kib=12288 # the whole of it

main() {
  [[ -f $core ]] || fail "the core for phones is missing: run ./check phones"
  [[ -f $app/android/resources.ap_ ]] || fail "the app is not built: run ./check android"
  rm -rf "$out"
  mkdir -p "$out/lib/arm64-v8a"
  fetch
  shrink
  native
  pack
  sign
  look
}

# Where Maven has what was asked for once.
repository() { echo "${MAVEN_REPOSITORY:-$HOME/.m2/repository}"; }

# As android/maven/pom.xml has it.
version() { sed -n "s/ *<$1>\(.*\)<.*/\1/p" android/maven/pom.xml | head -n 1; }

fetch() {
  local maven=(mvn --batch-mode --no-transfer-progress --quiet)
  "${maven[@]}" dependency:get -Dartifact="com.android.tools:r8:$r8" -Dtransitive=false
  "${maven[@]}" --file android/maven/pom.xml --projects libs,core,app -Dbtleplug.java="$(scripts/btleplug-java.sh)" -DskipTests -DincludeScope=runtime \
    test-compile dependency:build-classpath -Dmdep.outputFile=target/apk-classpath
  # Android's own classes are on the phone.
  tr ':' '\n' <"$app/apk-classpath" | grep -v android-all | sort -u >"$out/classpath"
  android_all=$(repository)/org/robolectric/android-all/$(version android.compile)/android-all-$(version android.compile).jar
  jna_aar=$(repository)/net/java/dev/jna/jna/$(version jna.version)/jna-$(version jna.version).aar
  [[ -f $jna_aar ]] || "${maven[@]}" dependency:get -Dartifact="net.java.dev.jna:jna:$(version jna.version):aar" -Dtransitive=false
}

# All classes into one dex file, by the app's rules and those of each library.
shrink() {
  local inputs=("$out/app.jar" "$out/libs.jar") jar
  (cd "$app/classes" && jar cf "$out/app.jar" .)
  (cd "$libs/classes" && jar cf "$out/libs.jar" .)
  while read -r jar; do [[ ! -f $jar ]] || inputs+=("$jar"); done <"$out/classpath"
  [[ ! -d android/maven/core/target/classes ]] || { (cd android/maven/core/target/classes && jar cf "$out/core.jar" .); inputs+=("$out/core.jar"); }
  # What the manifest names, what each library asks for, and the app's own.
  find "$libs/main-x" -name proguard.txt >"$out/rules.of-libraries"
  [[ -s $out/rules.of-libraries ]] || fail "no library's rules are in $libs/main-x"
  xargs cat "$rules" "$app/android/keep.pro" <"$out/rules.of-libraries" >"$out/rules.pro"
  java -Xmx3g -cp "$(repository)/com/android/tools/r8/$r8/r8-$r8.jar" com.android.tools.r8.R8 --release --min-api 26 \
    --lib "$android_all" --lib "$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")" --pg-conf "$out/rules.pro" \
    --output "$out" "${inputs[@]}" >"$out/r8.log" 2>&1 || { tail -n 30 "$out/r8.log"; fail "R8 failed"; }
}

native() {
  cp "$core" "$out/lib/arm64-v8a/"
  unzip -q -j "$jna_aar" 'jni/arm64-v8a/libjnidispatch.so' -d "$out/lib/arm64-v8a"
}

# The resources as aapt2 linked them, the classes and the libraries: these uncompressed, and each at a page of 16 KiB, as a phone maps them.
pack() {
  python3 - "$app/android/resources.ap_" "$out" <<'PYTHON'
import pathlib, sys, zipfile

linked, out = sys.argv[1], pathlib.Path(sys.argv[2])
PAGE = 16384
with zipfile.ZipFile(linked) as resources, zipfile.ZipFile(out / "unsigned.apk", "w") as apk:
    def add(name, data, stored, align=4):
        info = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
        info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
        if stored:
            begins = apk.fp.tell() + 30 + len(name)
            # A field of four bytes and as many zeros as it takes: what zipalign writes, too.
            room = -(begins + 4) % align
            info.extra = b"\x35\xd9" + room.to_bytes(2, "little") + bytes(room)
        apk.writestr(info, data)

    for info in resources.infolist():
        add(info.filename, resources.read(info), info.compress_type == zipfile.ZIP_STORED or info.filename == "resources.arsc")
    for dex in sorted(out.glob("classes*.dex")):
        add(dex.name, dex.read_bytes(), False)
    for library in sorted((out / "lib").rglob("*.so")):
        add(str(library.relative_to(out)), library.read_bytes(), True, PAGE)
PYTHON
}

# By a key that is made now and gone with the folder.
sign() {
  keytool -genkeypair -keystore "$out/key.jks" -storepass nobody -alias nobody -keyalg EC -dname CN=nobody -validity 1 >/dev/null 2>&1
  apksigner sign --ks "$out/key.jks" --ks-pass pass:nobody --min-sdk-version 26 \
    --out "$out/never-install.apk" "$out/unsigned.apk"
}

look() {
  local apk=$out/never-install.apk aapt2=$libs/prebuilt/linux/aapt2 name
  apksigner verify --min-sdk-version 26 --verbose "$apk" >"$out/signature"
  grep -q 'Verified using v2 scheme.*true' "$out/signature" || fail "the signature does not verify"
  "$aapt2" dump badging "$apk" >"$out/badging"
  grep -qi "sdkVersion:'26'" "$out/badging" || fail "the oldest Android is not 26"
  ! grep -q application-debuggable "$out/badging" || fail "it can be debugged"
  grep -q android.permission.INTERNET "$out/badging" || fail "it does not ask for the internet"
  grep -q android.permission.BLUETOOTH_SCAN "$out/badging" || fail "it does not ask for Bluetooth"
  # What only native code or JNA looks up has kept its name.
  for name in io/crates/keyring/Keyring com/sun/jna/Native com/nonpolynomial/btleplug/android/impl/Adapter \
    io/github/gedgygedgy/rust/future/Future org/relatch/app/MainActivity; do
    grep -qa "L$name;" "$out"/classes*.dex || fail "$name is not in the dex file under its name"
  done
  for name in "$out"/lib/*/*.so; do
    ! llvm-readelf --program-headers "$name" | grep ' LOAD ' | grep -vE ' 0x(4|8|10)000$' || fail "$name is laid out for other pages"
  done
  python3 - "$apk" <<'PYTHON' || fail "a library does not begin at a page of 16 KiB"
import struct, sys, zipfile

path = sys.argv[1]
with zipfile.ZipFile(path) as apk, open(path, "rb") as raw:
    for info in apk.infolist():
        if info.filename.endswith(".so"):
            raw.seek(info.header_offset + 26)
            name, extra = struct.unpack("<HH", raw.read(4))
            begins = info.header_offset + 30 + name + extra
            if begins % 16384 or info.compress_type != zipfile.ZIP_STORED:
                sys.exit(f"{info.filename} begins at {begins}")
PYTHON
  echo "An APK for looking at, never to be installed: the core in it is linked against stubs, for arm64 alone."
  unzip -v "$apk" | awk '/\.dex$/ { dex += $3 } /\.so$/ { print "  " $8 ": " $1 " bytes" } /^ .*(res\/|resources.arsc|AndroidManifest)/ { res += $3 }
    END { print "  classes, packed: " dex " bytes"; print "  resources and manifest, packed: " res " bytes" }'
  printf '  the whole: %d bytes\n' "$(wc -c <"$apk")"
  [[ $(wc -c <"$apk") -le $((most_kib * 1024)) ]] || fail "it is larger than $most_kib KiB"
}

fail() {
  echo "$*" >&2
  exit 1
}

main
