#!/bin/sh
# link.sh APP LIBS OUT ANDROID_JAR
# Links the resources of the app in APP and its libraries to OUT/resources.ap_, and writes their R classes to OUT/r and what the manifest and
# the layouts name to OUT/keep.pro.
set -eu
app=$1 libs=$2 out=$3 android=$4 aapt2=$2/prebuilt/linux/aapt2
"$aapt2" compile --dir "$app/src/main/res" -o "$out/res.zip"
set -- "$libs"/main-res/*.zip "$libs"/test-res/*.zip "$out/res.zip"
for file; do
    shift
    [ -e "$file" ] && set -- "$@" -R "$file"
done
"$aapt2" link -I "$android" --manifest "$out/AndroidManifest.xml" --auto-add-overlay --non-final-ids \
    --extra-packages "$(cat "$libs/main-packages"):$(cat "$libs/test-packages")" \
    --proguard "$out/keep.pro" --java "$out/r" -o "$out/resources.ap_" "$@"
