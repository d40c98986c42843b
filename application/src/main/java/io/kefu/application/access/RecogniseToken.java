package io.kefu.application.access;

import io.kefu.application.UseCase;
import io.kefu.application.access.port.TokenStore;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Finds out who shows a token. */
@UseCase
public final class RecogniseToken {
    private final TokenStore tokens;

    public RecogniseToken(TokenStore tokens) {
        this.tokens = tokens;
    }

    /** Who shows it; nobody for a text that is no token or one that does not hold. Does not block. */
    public CompletionStage<Optional<Principal>> recognise(String text) {
        return AccessToken.parse(text)
                .map(token -> tokens.find(token.digest()))
                .orElseGet(() -> CompletableFuture.completedStage(Optional.empty()));
    }
}
