// The app. The core's library for each kind of phone comes from ../build-core.sh, into src/main/jniLibs.
plugins {
    alias(libs.plugins.android.application)
    alias(libs.plugins.kotlin.compose)
}

val bindings = rootProject.file("../bindings/kotlin")

android {
    namespace = "org.relatch.app"
    compileSdk =
        libs.versions.targetSdk
            .get()
            .toInt()

    defaultConfig {
        applicationId = "org.relatch.app"
        minSdk =
            libs.versions.minSdk
                .get()
                .toInt()
        targetSdk =
            libs.versions.targetSdk
                .get()
                .toInt()
        versionCode = 1
        versionName = "0.1.0"
        // A vendor's application for the owner's account, ../../docs/account.md; without it the app says that it has none.
        for (part in listOf("clientId", "tokenServer")) {
            val value = providers.gradleProperty("relatch.account.$part").getOrElse("")
            require(value.none { it in "\"\\\n" }) { "relatch.account.$part is no text of one line" }
            val name = part.replace(Regex("[A-Z]")) { "_${it.value}" }.uppercase()
            buildConfigField("String", "ACCOUNT_$name", "\"$value\"")
        }
    }

    buildTypes {
        release {
            isMinifyEnabled = true
            isShrinkResources = true
            proguardFiles(getDefaultProguardFile("proguard-android-optimize.txt"), "proguard-rules.pro")
        }
    }

    compileOptions {
        sourceCompatibility = JavaVersion.toVersion(libs.versions.jvm.get())
        targetCompatibility = JavaVersion.toVersion(libs.versions.jvm.get())
    }

    // The core's Kotlin package from source: on Android it takes JNA's Android package in place of the one for desktops.
    sourceSets.named("main") {
        kotlin.directories += listOf("$bindings/generated", "$bindings/relatch/src/main/kotlin")
        // The Java half of the core's Bluetooth: ../build-core.sh copies it from the very version that the library is built with.
        java.directories += "$projectDir/build-core/btleplug"
    }

    androidResources {
        localeFilters += listOf("en", "de", "es", "fr", "zh-rCN", "ar")
    }

    buildFeatures.compose = true
    buildFeatures.buildConfig = true
    lint.warningsAsErrors = true
    packaging.resources.excludes += "META-INF/{AL2.0,LGPL2.1}"

    testOptions.unitTests {
        isIncludeAndroidResources = true
        all { test ->
            // Where librelatch_core for this machine is: the folder that `cargo build -p relatch-core` writes to.
            val library = providers.gradleProperty("relatch.library").getOrElse("$rootDir/../target/debug")
            test.systemProperty("jna.library.path", library)
            // One copy of the border per process: the library holds one table of callbacks.
            test.systemProperty("org.robolectric.packagesToNotAcquire", "org.relatch.core.")
            test.maxHeapSize = "2g"
        }
    }
}

dependencies {
    implementation(libs.activity.compose)
    implementation(libs.compose.material3)
    implementation(libs.compose.ui)
    implementation(libs.kotlinx.coroutines.android)
    implementation(libs.zxing)
    implementation(variantOf(libs.jna) { artifactType("aar") })

    testImplementation(libs.compose.ui.test)
    testImplementation(libs.junit)
    testImplementation(libs.robolectric)
    testRuntimeOnly(libs.jna) // with the native part for desktops
}
