package io.kefu.badfixtures.adaptersreceiveusecases.rest.message;

import io.kefu.badfixtures.adaptersreceiveusecases.application.message.Permissions;

/** Decides beside the use case. */
record BadPermissions(Permissions permissions) {}
