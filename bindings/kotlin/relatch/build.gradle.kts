// What an app uses, and the tests of both sides of the border.
plugins {
    alias(libs.plugins.kotlin.jvm)
    `java-library`
}

java {
    targetCompatibility = JavaVersion.toVersion(libs.versions.jvm.get())
}

kotlin {
    explicitApi()
    compilerOptions {
        jvmTarget =
            org.jetbrains.kotlin.gradle.dsl.JvmTarget
                .fromTarget(libs.versions.jvm.get())
        allWarningsAsErrors = true
    }
}

dependencies {
    api(project(":relatch-core"))
    api(libs.kotlinx.coroutines.core)
    testImplementation(libs.junit.jupiter)
    testRuntimeOnly(libs.junit.launcher)
}

tasks.test {
    useJUnitPlatform()
    maxHeapSize = "512m"
    jvmArgs("-XX:NativeMemoryTracking=summary")
    // Where librelatch_core is: the folder that `cargo build -p relatch-core` writes to.
    val library = providers.gradleProperty("relatch.library").getOrElse("$rootDir/../../target/debug")
    systemProperty("jna.library.path", library)
}
