package dev.holdpoint.checklist;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** What has failed at a file, as one line: of the commonest failures Java's own message is the path alone. */
public final class FileTrouble {
    private FileTrouble() {}

    /** "/srv/runs: this user may not read or write it" */
    public static String says(IOException failure) {
        var message = failure.getMessage();
        if (message == null || message.isBlank()) {
            return failure.getClass().getSimpleName();
        }
        var bare = failure instanceof FileSystemException it && it.getReason() == null;
        var line = message.lines().findFirst().orElse("").strip();
        return bare ? line + reason(failure) : line;
    }

    private static String reason(IOException failure) {
        return switch (failure) {
            case NoSuchFileException none -> ": there is no such file or folder";
            case AccessDeniedException denied -> ": this user may not read or write it";
            case FileAlreadyExistsException other -> ": something else is there already";
            case NotDirectoryException file -> ": it is no folder";
            case DirectoryNotEmptyException full -> ": it is not empty";
            default -> "";
        };
    }
}
