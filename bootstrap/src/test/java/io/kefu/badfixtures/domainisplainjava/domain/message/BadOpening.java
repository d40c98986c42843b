package io.kefu.badfixtures.domainisplainjava.domain.message;

import java.io.InputStream;

record BadOpening(InputStream contents) {}
