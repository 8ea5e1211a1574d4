plugins {
    alias(libs.plugins.kotlin.jvm) apply false
}

allprojects {
    group = "org.relatch"
    version = "0.1.0"
}
