package android.content;

import java.util.Map;

/** The part of Android's interface of this name that is called. */
public interface SharedPreferences {
    Map<String, ?> getAll();

    String getString(String key, String otherwise);

    boolean contains(String key);

    Editor edit();

    interface Editor {
        Editor putString(String key, String value);

        Editor remove(String key);

        boolean commit();
    }
}
