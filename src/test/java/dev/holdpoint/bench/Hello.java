package dev.holdpoint.bench;

/** What a JVM needs to say one line. */
public final class Hello {
    static final String TEXT = "hello from java";

    private Hello() {}

    public static void main(String[] args) {
        System.out.println(TEXT);
    }
}
