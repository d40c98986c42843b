package io.kefu.domain.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kefu.domain.error.DomainException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileIdTest {

    @Test
    void prefixOfAGroupGivesTheGroup() {
        Set<String> prefixes = new HashSet<>();
        for (int group = 0; group < FileId.GROUPS; group++) {
            String prefix = FileId.groupPrefix(group);
            assertThat(new FileId(FileId.PREFIX + prefix + "0000").group()).isEqualTo(group);
            prefixes.add(prefix);
        }
        assertThat(prefixes).hasSize(FileId.GROUPS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "file_",
                "file_12345",
                "FILE_123456",
                "file_12345.",
                "file_../../",
                "file_12345/",
                "file_12345\n",
                "file_00000000000000000000000000000000000000000000000000000000000000000"
            })
    void malformedIdIsRefused(String text) {
        assertThatExceptionOfType(DomainException.class).isThrownBy(() -> new FileId(text));
        assertThat(FileId.parse(text)).isEmpty();
    }
}
