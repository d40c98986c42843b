package io.kefu.badfixtures.noframeworkannotationinthecore.domain.user;

import com.fasterxml.jackson.annotation.JsonProperty;

record BadJson(@JsonProperty("user_id") String id) {}
