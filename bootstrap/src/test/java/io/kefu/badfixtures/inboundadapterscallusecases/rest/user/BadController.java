package io.kefu.badfixtures.inboundadapterscallusecases.rest.user;

import io.kefu.badfixtures.inboundadapterscallusecases.application.user.port.UserStore;

record BadController(UserStore users) {}
