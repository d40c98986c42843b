package io.kefu.application.access;

import io.kefu.application.UseCase;
import io.kefu.application.access.port.TokenStore;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Finds the user whose login a token proves. */
@UseCase
public final class RecogniseToken {
    private final TokenStore tokens;

    public RecogniseToken(TokenStore tokens) {
        this.tokens = tokens;
    }

    /** The user; empty for a text that is not a valid token. Does not block. */
    public CompletionStage<Optional<Principal>> recognise(String text) {
        return AccessToken.parse(text)
                .map(token -> tokens.find(token.digest()))
                .orElseGet(() -> CompletableFuture.completedStage(Optional.empty()));
    }
}
