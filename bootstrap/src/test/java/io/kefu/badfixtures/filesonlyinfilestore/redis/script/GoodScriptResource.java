package io.kefu.badfixtures.filesonlyinfilestore.redis.script;

import java.io.IOException;
import java.io.InputStream;

final class GoodScriptResource {

    int read() throws IOException {
        try (InputStream script = GoodScriptResource.class.getResourceAsStream("append.lua")) {
            return script == null ? -1 : script.read();
        }
    }
}
