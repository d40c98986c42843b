package io.kefu.badfixtures.everyportisimplemented.redis.file;

import io.kefu.badfixtures.everyportisimplemented.application.file.port.BadHalfDone;

abstract class AbstractHalfDone implements BadHalfDone {}
