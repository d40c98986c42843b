package io.kefu.badfixtures.filesonlyinfilestore.redis.script;

import java.io.FileInputStream;
import java.io.IOException;

final class BadScriptFile {

    int read() throws IOException {
        try (FileInputStream script = new FileInputStream("append.lua")) {
            return script.read();
        }
    }
}
