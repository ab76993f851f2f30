package dev.holdpoint.pair;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where people meet at runs: {@code BASE/holdpoint-UID/HASH.sock}. The run directory is its owner's alone, and so is {@code
 * $XDG_RUNTIME_DIR}; nobody else could reach a socket in either. The folder lets everybody through (711) and shows nobody what is in it;
 * who may speak at a socket is decided behind it.
 *
 * @param base a folder in which everybody may make one of their own, and only the owner takes it away (1777)
 */
public record Meeting(Path base) {
    private static final String PREFIX = "holdpoint-";

    /** {@code $HOLDPOINT_SOCKETS}, or else {@code /tmp}. */
    public static Meeting of(Map<String, String> environment) {
        var asked = environment.getOrDefault("HOLDPOINT_SOCKETS", "");
        return new Meeting(Path.of(asked.startsWith("/") ? asked : "/tmp"));
    }

    /** A socket, and the number of the user that it belongs to. */
    public record Place(Path socket, long owner) {}

    /**
     * Makes ready the place of a run of this user's.
     *
     * @throws IOException where the folder is somebody else's, or others may write into it
     */
    Path place(String run) throws IOException {
        return folder().resolve(file(run));
    }

    /**
     * A folder for marks of this user's that count in every run of theirs on this machine, wherever its state is kept.
     *
     * @throws IOException where the folder above it is somebody else's, or others may write into it
     */
    public Path marks(String name) throws IOException {
        return folder().resolve(name);
    }

    private Path folder() throws IOException {
        long uid = owner(Path.of("/proc/self").toRealPath());
        var folder = base.resolve(PREFIX + uid);
        if (Files.notExists(folder, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        }
        if (!sound(folder, uid)) {
            throw new IOException(folder + " is not yours, or others may write into it: remove it");
        }
        return folder;
    }

    /** Where a run of this name listens; more than one where several users have such a run. */
    public List<Place> find(String run) throws IOException {
        var found = new ArrayList<Place>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(base, PREFIX + "*")) {
            for (var folder : folders) {
                var number = String.valueOf(folder.getFileName()).substring(PREFIX.length());
                var socket = folder.resolve(file(run));
                if (number.matches("\\d{1,10}") && sound(folder, Long.parseLong(number)) && Files.exists(socket)) {
                    found.add(new Place(socket, Long.parseLong(number)));
                }
            }
        }
        return found;
    }

    /** Nobody but its owner can have put anything into it. */
    private static boolean sound(Path folder, long uid) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        Set<PosixFilePermission> modes = Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS);
        return owner(folder) == uid
                && !modes.contains(PosixFilePermission.GROUP_WRITE)
                && !modes.contains(PosixFilePermission.OTHERS_WRITE);
    }

    static long owner(Path path) throws IOException {
        return Integer.toUnsignedLong((Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS));
    }

    /** A name of a run may be longer than the path of a socket. */
    private static String file(String run) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(run.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8) + ".sock";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
