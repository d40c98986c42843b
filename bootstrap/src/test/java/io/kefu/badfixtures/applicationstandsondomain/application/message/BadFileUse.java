package io.kefu.badfixtures.applicationstandsondomain.application.message;

import java.io.File;

record BadFileUse(File file) {}
