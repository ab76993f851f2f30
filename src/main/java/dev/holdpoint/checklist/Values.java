package dev.holdpoint.checklist;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The values of variables. Which are secret is known, and a secret never shows in {@link #toString()}.
 */
public final class Values {
    public static final Values NONE = new Values(Map.of(), Set.of());
    public static final String MASK = Masker.MASK;

    private final Map<String, String> values;
    private final Set<String> secrets;
    /** Made when it is first asked for: its tables cost more than most values are worth. */
    private volatile @Nullable Masker masker;

    /**
     * @param values every value by name
     * @param secrets the names whose values are secret
     */
    public Values(Map<String, String> values, Set<String> secrets) {
        this.values = Map.copyOf(values);
        this.secrets = Set.copyOf(secrets);
    }

    public Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    public boolean secret(String name) {
        return secrets.contains(name);
    }

    public Set<String> names() {
        return values.keySet();
    }

    /** Every value with its name, secrets in the clear: for a program's environment and bound parameters only. */
    public Map<String, String> revealed() {
        return values;
    }

    /** Values that may be written down and shown. */
    public Map<String, String> open() {
        var open = new HashMap<>(values);
        open.keySet().removeAll(secrets);
        return Map.copyOf(open);
    }

    /** The secret values, for masking them in output; never empty strings. */
    public Set<String> secretValues() {
        var found = new HashSet<String>();
        for (var name : secrets) {
            var value = values.getOrDefault(name, "");
            if (!value.isEmpty()) {
                found.add(value);
            }
        }
        return found;
    }

    /** Puts dots in the place of the secret values in what is written down and shown. */
    public Masker masker() {
        var made = masker;
        if (made == null) {
            made = Masker.of(secretValues());
            masker = made;
        }
        return made;
    }

    /** These with {@code name} set, secret or not. */
    public Values with(String name, String value, boolean secret) {
        var more = new HashMap<>(values);
        more.put(name, value);
        var hidden = new HashSet<>(secrets);
        if (secret) {
            hidden.add(name);
        }
        return new Values(more, hidden);
    }

    /** These with no value for {@code name}. */
    public Values without(String name) {
        if (!values.containsKey(name)) {
            return this;
        }
        var fewer = new HashMap<>(values);
        fewer.remove(name);
        return new Values(fewer, secrets);
    }

    /** The same names with every secret's value replaced by dots, for previews. */
    public Values masked() {
        var shown = new HashMap<>(values);
        secrets.forEach(name -> shown.computeIfPresent(name, (key, value) -> MASK));
        return new Values(shown, secrets);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Values that && values.equals(that.values) && secrets.equals(that.secrets);
    }

    @Override
    public int hashCode() {
        return values.hashCode() * 31 + secrets.hashCode();
    }

    @Override
    public String toString() {
        return masked().values.toString();
    }
}
