pluginManagement {
    repositories {
        mavenCentral()
        gradlePluginPortal()
    }
}

dependencyResolutionManagement {
    repositories {
        mavenCentral()
    }
}

rootProject.name = "relatch-kotlin"

include(":relatch-core", ":relatch")
project(":relatch-core").projectDir = file("core")
