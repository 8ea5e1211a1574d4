#!/bin/sh
# project.sh APP TARGETS REPOSITORY ANDROID_ALL
# Describes the app to Android Lint. Each source is named: of a folder it takes none, without a word.
set -eu
app=$1 targets=$2 repository=$3 android=$4
echo '<project><module name="app" android="true" library="false">'
echo "<manifest file=\"$app/src/main/AndroidManifest.xml\" />"
echo "<merged-manifest file=\"$targets/app/target/android/AndroidManifest.xml\" />"
echo "<resource file=\"$app/src/main/res\" />"
find "$app/src/main/kotlin" -name '*.kt' -exec echo '<src file="{}" />' \;
find "$targets/app/target/android/r" -name '*.java' -exec echo '<src file="{}" />' \;
for classes in "$targets/libs/target/classes" "$targets/core/target/classes" "$android"; do
    echo "<classpath jar=\"$classes\" />"
done
for name in org/jetbrains/kotlin/kotlin-stdlib org/jetbrains/kotlinx/kotlinx-coroutines-core-jvm org/jetbrains/kotlinx/kotlinx-coroutines-android \
    net/java/dev/jna/jna com/google/zxing/core; do
    find "$repository/$name" -name "$(basename "$name")-[0-9.]*[0-9].jar" -exec echo '<classpath jar="{}" />' \;
done
echo '</module></project>'
