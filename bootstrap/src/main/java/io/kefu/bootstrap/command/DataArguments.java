package io.kefu.bootstrap.command;

import io.kefu.bootstrap.startup.WrongSettingException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The arguments of a command that reads or writes a backup: one file, options and settings, in any order.
 *
 * @param file the file of the backup
 * @param hasContents whether the backup shall have the contents of files
 * @param settings settings of the service, such as {@code -kefu.data-dir=data}
 */
record DataArguments(Path file, boolean hasContents, List<String> settings) {
    private static final String CONTENTS = "--contents";

    /**
     * Reads the arguments of a command.
     *
     * @throws WrongSettingException if they are not one file and known options
     */
    static DataArguments of(String command, String[] args) {
        List<String> files = new ArrayList<>();
        List<String> settings = new ArrayList<>();
        boolean hasContents = false;
        for (String arg : args) {
            if (!arg.startsWith("-")) {
                files.add(arg);
            } else if (arg.equals(CONTENTS) && command.equals(DataCommands.BACKUP)) {
                hasContents = true;
            } else if (arg.contains("=")) {
                settings.add(arg);
            } else {
                throw wrong(command, "unknown option '" + arg + "'");
            }
        }
        if (files.size() != 1) {
            throw wrong(command, files.isEmpty() ? "expected a file" : "expected one file, not " + files.size());
        }
        try {
            return new DataArguments(Path.of(files.getFirst()), hasContents, settings);
        } catch (InvalidPathException malformed) {
            throw new WrongSettingException(command + ": '" + files.getFirst() + "' is no path of a file");
        }
    }

    private static WrongSettingException wrong(String command, String problem) {
        String options = command.equals(DataCommands.BACKUP) ? " [" + CONTENTS + "]" : "";
        return new WrongSettingException(
                command + ": " + problem + ": java -jar kefu.jar " + command + " FILE" + options);
    }
}
