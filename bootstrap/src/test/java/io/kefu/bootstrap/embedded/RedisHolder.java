package io.kefu.bootstrap.embedded;

import java.nio.file.Path;

/** Starts an embedded Redis, prints its address, and runs until it is killed or its standard input ends. */
final class RedisHolder {

    private RedisHolder() {}

    public static void main(String[] args) throws Exception {
        EmbeddedRedis redis = EmbeddedRedis.start(Path.of(args[0]), RedisProgram.bundled(), AppendFsync.EVERYSEC);
        System.out.println(redis.uri());
        System.in.transferTo(System.out);
    }
}
