package io.kefu.badfixtures.everyportisimplemented.filestore.local;

import io.kefu.badfixtures.everyportisimplemented.application.file.port.GoodContents;

final class LocalContents implements GoodContents {}
