package io.kefu.badfixtures.everyportisimplemented.application.file;

import io.kefu.badfixtures.everyportisimplemented.application.file.port.BadSelfMade;

final class SelfMade implements BadSelfMade {}
