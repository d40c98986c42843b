package io.kefu.badfixtures.noframeworkannotationinthecore.application.user;

import jakarta.validation.constraints.NotBlank;

record BadValidation(@NotBlank String name) {}
