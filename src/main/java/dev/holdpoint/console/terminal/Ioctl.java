package dev.holdpoint.console.terminal;

import org.jline.nativ.CLibrary;

/** ioctl(2) on a terminal: all that a first frame needs of the C library. */
@FunctionalInterface
interface Ioctl {
    /** The file of JLine's library that the launcher's build has unpacked; a jar that the same build has rewritten loads it (JLine.java). */
    String UNPACKED = "holdpoint.jline";

    /**
     * Makes the call.
     *
     * @param words what it reads, and what it has written afterwards
     * @return 0, or negative if refused
     */
    int call(int fd, long request, int[] words);

    /** By JLine's library, which is ready at once; where there is none that can be loaded, by a call that is linked first. */
    static Ioctl ready() {
        if (System.getProperty(UNPACKED) == null) {
            return Linked::ioctl;
        }
        try {
            boolean _ = CLibrary.isatty(Posix.STDIN) != 0;
            return CLibrary::ioctl;
        } catch (LinkageError notHere) {
            return Linked::ioctl;
        }
    }
}
