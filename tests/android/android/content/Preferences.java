package android.content;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Preferences in memory and on a disk that may be full. A commit writes as Android's SharedPreferencesImpl does since Android 8: what is
 * newer in memory than on the disk, and true if nothing is.
 */
public final class Preferences implements SharedPreferences {
    public static final Preferences ONE = new Preferences();

    public Map<String, String> disk = new TreeMap<>();
    public boolean full;
    private final Map<String, String> memory = new TreeMap<>();
    private long memoryGeneration;
    private long diskGeneration;

    @Override
    public Map<String, ?> getAll() {
        return new HashMap<>(memory);
    }

    @Override
    public String getString(String key, String otherwise) {
        return memory.getOrDefault(key, otherwise);
    }

    @Override
    public boolean contains(String key) {
        return memory.containsKey(key);
    }

    @Override
    public Editor edit() {
        return new Change();
    }

    private final class Change implements Editor {
        private final Map<String, String> changes = new HashMap<>();

        @Override
        public Editor putString(String key, String value) {
            changes.put(key, value);
            return this;
        }

        @Override
        public Editor remove(String key) {
            changes.put(key, null);
            return this;
        }

        @Override
        public boolean commit() {
            Map<String, String> before = new TreeMap<>(memory);
            changes.forEach((key, value) -> memory.compute(key, (same, old) -> value)); // null removes
            if (!memory.equals(before)) {
                memoryGeneration++;
            }
            if (diskGeneration == memoryGeneration) {
                return true;
            }
            if (full) {
                return false;
            }
            disk = new TreeMap<>(memory);
            diskGeneration = memoryGeneration;
            return true;
        }
    }
}
