package io.kefu.filestore.thumbnail;

import static io.kefu.filestore.thumbnail.Pictures.gif;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.domain.file.StoredFile;
import io.kefu.filestore.testing.Media;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GifFramesTest extends ThumbnailFixture {
    @Test
    void frameKeepsItsPositionOnTheScreen() throws IOException {
        BufferedImage small = shown(thumbnails.of(stored(Media.read("offset-frame.gif"), "image/gif"), 150));
        assertThat(List.of(small.getWidth(), small.getHeight())).isEqualTo(List.of(150, 100));
        assertThat(new Color(small.getRGB(10, 10), true).getAlpha()).isZero();
        // The frame of 50 by 40 begins at 100, 80 on the screen of 300 by 200.
        assertThat(new Color(small.getRGB(60, 50), true).getAlpha()).isEqualTo(255);
        assertThat(new Color(small.getRGB(46, 50), true).getAlpha()).isZero();
        assertThat(new Color(small.getRGB(79, 50), true).getAlpha()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        // screen width and height, frame x and y, thumbnail width and height; the frame has 60 by 40 pixels
        "60, 40, 0, 0, 60, 40",
        "120, 40, 60, 0, 100, 33",
        "120, 80, 60, 40, 100, 67",
        "0, 0, 0, 0, 60, 40",
        "10, 10, 0, 0, 60, 40",
        "60, 40, 60, 0, 100, 33",
        "3000, 300, 2000, 200, 100, 10",
    })
    void thumbnailOfAGifHasTheProportionsOfItsScreen(
            int width, int height, int x, int y, int smallWidth, int smallHeight) throws IOException {
        StoredFile file = stored(gif(width, height, x, y), "image/gif");
        BufferedImage small = shown(thumbnails.of(file, 100));
        assertThat(List.of(small.getWidth(), small.getHeight())).isEqualTo(List.of(smallWidth, smallHeight));
    }

    @Test
    void refusesLargeScreenAroundSmallFrame() throws IOException {
        assertRefused(stored(gif(65_535, 65_535, 0, 0), "image/gif"));
        assertRefused(stored(gif(1_001, 1_000, 65_535, 0), "image/gif"));
    }
}
