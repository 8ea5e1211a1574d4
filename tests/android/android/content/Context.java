package android.content;

/** An app, as far as its preferences go. */
public class Context {
    public SharedPreferences getSharedPreferences(String name, int mode) {
        if (!name.equals("keyring-relatch") || mode != 0) {
            throw new IllegalArgumentException(name);
        }
        return Preferences.ONE;
    }

    public boolean deleteSharedPreferences(String name) {
        throw new UnsupportedOperationException();
    }
}
