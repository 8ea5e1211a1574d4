// The generated side of the border, alone: the rules for sources that people write are not for it.
plugins {
    alias(libs.plugins.kotlin.jvm)
    `java-library`
}

java {
    targetCompatibility = JavaVersion.toVersion(libs.versions.jvm.get())
}

kotlin {
    compilerOptions {
        jvmTarget =
            org.jetbrains.kotlin.gradle.dsl.JvmTarget
                .fromTarget(libs.versions.jvm.get())
        suppressWarnings = true
    }
    sourceSets.main {
        kotlin.setSrcDirs(listOf("../generated"))
    }
}

dependencies {
    api(libs.jna)
}
