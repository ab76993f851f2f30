package dev.holdpoint.rehearsal;

import java.nio.file.Path;

/** A program of its own that starts a lab and waits to be killed: {@code LabProgram FIXTURE FOLDER CACHE}. */
final class LabProgram {
    private LabProgram() {}

    public static void main(String[] words) throws InterruptedException {
        Lab.start(Path.of(words[0]), Path.of(words[1]), Path.of(words[2]), line -> {});
        System.out.println("started");
        Thread.sleep(Long.MAX_VALUE);
    }
}
