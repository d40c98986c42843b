package io.kefu.redis.format;

import io.kefu.redis.Redis;

/**
 * A step that brings data from one version of the format to the next one.
 *
 * <p>A step may be interrupted at any point and is then run again from its beginning, so every change that it makes must be
 * repeatable. Nodes of the former version may still run meanwhile, so it only adds data and never removes what these nodes read.
 */
interface Migration {

    /** Brings the data up to date. Blocks. */
    void run(Redis redis);
}
