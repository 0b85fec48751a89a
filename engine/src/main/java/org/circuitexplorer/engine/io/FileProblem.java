package org.circuitexplorer.engine.io;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/// What a file system's refusal means, in one sentence that names the file.
public final class FileProblem {
    private FileProblem() {}

    public static String sentence(IOException failure) {
        return switch (failure) {
            case NoSuchFileException e -> e.getFile() + ": there is no such file or folder";
            case AccessDeniedException e -> e.getFile() + ": access is denied";
            case NotDirectoryException e -> e.getFile() + ": this is not a folder";
            case FileAlreadyExistsException e -> e.getFile() + ": this exists already";
            case FileSystemException e when e.getReason() != null -> e.getFile() + ": " + e.getReason();
            default -> String.valueOf(failure.getMessage());
        };
    }
}
