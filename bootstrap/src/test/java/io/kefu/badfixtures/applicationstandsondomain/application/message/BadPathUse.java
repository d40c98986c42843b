package io.kefu.badfixtures.applicationstandsondomain.application.message;

import java.nio.file.Path;

record BadPathUse(Path path) {}
