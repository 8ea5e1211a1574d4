package android.security.keystore;

import java.security.spec.AlgorithmParameterSpec;

/** What a key is asked to be: the part of Android's class of this name that is called. */
public final class KeyGenParameterSpec implements AlgorithmParameterSpec {
    public final String alias;
    private final String told;

    private KeyGenParameterSpec(String alias, String told) {
        this.alias = alias;
        this.told = told;
    }

    @Override
    public String toString() {
        return told;
    }

    public static final class Builder {
        private final String alias;
        private final int purposes;
        private String modes = "";
        private String paddings = "";
        private boolean authentication;

        public Builder(String alias, int purposes) {
            this.alias = alias;
            this.purposes = purposes;
        }

        public Builder setBlockModes(String... modes) {
            this.modes = String.join(",", modes);
            return this;
        }

        public Builder setEncryptionPaddings(String... paddings) {
            this.paddings = String.join(",", paddings);
            return this;
        }

        public Builder setUserAuthenticationRequired(boolean required) {
            authentication = required;
            return this;
        }

        public KeyGenParameterSpec build() {
            String told = alias + " purposes=" + purposes + " " + modes + " " + paddings + " authentication=" + authentication;
            return new KeyGenParameterSpec(alias, told);
        }
    }
}
