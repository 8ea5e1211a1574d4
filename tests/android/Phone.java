import android.content.Context;
import android.content.Preferences;
import android.security.keystore.KeyGenParameterSpec;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.Key;
import java.security.KeyStoreSpi;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Collections;
import java.util.Date;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.KeyGeneratorSpi;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The parts of an Android phone that the secure store uses, for a test on a machine that is none. Where they fail they do it as
 * Android's own sources do: a Keystore that fails throws from getKey, and tells of no key in containsAlias.
 */
public final class Phone extends Provider {
    private static final long serialVersionUID = 1;
    private static final Map<String, SecretKey> KEYS = new HashMap<>();
    private static int made;
    private static int failing;
    private static String told = "";

    public Phone() {
        super("AndroidKeyStore", "1", "a stand-in");
        put("KeyStore.AndroidKeyStore", "Phone$Store");
        put("KeyGenerator.AES", "Phone$Maker");
    }

    public static void start() {
        Security.addProvider(new Phone());
    }

    /** So many of the next questions to the Keystore fail. */
    public static void failNext(int questions) {
        failing = questions;
    }

    /** Nothing more can be written to the disk, or it can again. */
    public static void full(int isFull) {
        Preferences.ONE.full = isFull != 0;
    }

    /** What an earlier run of the app leaves: so many keys of the one name, and preferences that are set up. */
    public static void leaveKey(int keys) {
        for (int key = 0; key < keys; key++) {
            make("keyring-relatch");
        }
        String setUp = "{\"name\":\"relatch\",\"filename\":\"keyring-relatch\",\"divider\":\"\uFEFF@\uFEFF\"}";
        Preferences.ONE.edit().putString("vaultConfig", setUp).commit();
    }

    /** The names on the disk. The store's crate puts a mark without a width around its divider. */
    public static String names() {
        return String.join(" ", Preferences.ONE.disk.keySet()).replace("\uFEFF", "");
    }

    /** How many keys were ever made. */
    public static String keysMade() {
        return Integer.toString(made);
    }

    /** What the last key was asked to be. */
    public static String told() {
        return told;
    }

    private static SecretKey make(String alias) {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        SecretKey key = new SecretKeySpec(bytes, "AES");
        KEYS.put(alias, key);
        made++;
        return key;
    }

    private static boolean fails() {
        if (failing == 0) {
            return false;
        }
        failing--;
        return true;
    }

    /** java.security.KeyStore as the provider AndroidKeyStore has it. */
    public static final class Store extends KeyStoreSpi {
        @Override
        public Key engineGetKey(String alias, char[] password) throws UnrecoverableKeyException {
            if (fails()) {
                throw new UnrecoverableKeyException("system error");
            }
            return KEYS.get(alias);
        }

        @Override
        public boolean engineContainsAlias(String alias) {
            return !fails() && KEYS.containsKey(alias);
        }

        @Override
        public void engineLoad(InputStream stream, char[] password) {}

        @Override
        public void engineDeleteEntry(String alias) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Certificate[] engineGetCertificateChain(String alias) {
            return null;
        }

        @Override
        public Certificate engineGetCertificate(String alias) {
            return null;
        }

        @Override
        public Date engineGetCreationDate(String alias) {
            return null;
        }

        @Override
        public void engineSetKeyEntry(String alias, Key key, char[] password, Certificate[] chain) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void engineSetKeyEntry(String alias, byte[] key, Certificate[] chain) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void engineSetCertificateEntry(String alias, Certificate certificate) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Enumeration<String> engineAliases() {
            return Collections.enumeration(KEYS.keySet());
        }

        @Override
        public int engineSize() {
            return KEYS.size();
        }

        @Override
        public boolean engineIsKeyEntry(String alias) {
            return KEYS.containsKey(alias);
        }

        @Override
        public boolean engineIsCertificateEntry(String alias) {
            return false;
        }

        @Override
        public String engineGetCertificateAlias(Certificate certificate) {
            return null;
        }

        @Override
        public void engineStore(OutputStream stream, char[] password) {
            throw new UnsupportedOperationException();
        }
    }

    /** javax.crypto.KeyGenerator as the provider AndroidKeyStore has it. */
    public static final class Maker extends KeyGeneratorSpi {
        private KeyGenParameterSpec asked;

        @Override
        protected void engineInit(AlgorithmParameterSpec spec, SecureRandom random) {
            asked = (KeyGenParameterSpec) spec;
        }

        @Override
        protected void engineInit(SecureRandom random) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected void engineInit(int size, SecureRandom random) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected SecretKey engineGenerateKey() {
            told = asked.toString();
            return make(asked.alias);
        }
    }
}
