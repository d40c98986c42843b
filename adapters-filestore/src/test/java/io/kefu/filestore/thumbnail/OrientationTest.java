package io.kefu.filestore.thumbnail;

import static io.kefu.filestore.thumbnail.Pictures.named;
import static io.kefu.filestore.thumbnail.Pictures.picture;
import static io.kefu.filestore.thumbnail.Pictures.quadrants;
import static io.kefu.filestore.thumbnail.Pictures.tiff;
import static io.kefu.filestore.thumbnail.Pictures.webp;
import static io.kefu.filestore.thumbnail.Pictures.webpWithExif;
import static io.kefu.filestore.thumbnail.Pictures.withChunk;
import static io.kefu.filestore.thumbnail.Pictures.withExif;
import static io.kefu.filestore.thumbnail.Pictures.withExifSegment;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.file.port.Thumbnails.Thumbnail;
import io.kefu.domain.file.StoredFile;
import io.kefu.filestore.testing.Media;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrientationTest extends ThumbnailFixture {
    @Test
    void rotatesByOrientationAndRemovesMetadata() throws IOException {
        byte[] plain = picture("jpeg", 400, 200, BufferedImage.TYPE_INT_RGB);
        Thumbnail turned = thumbnails.of(stored(withExif(plain, 6), "image/jpeg"), 100);
        BufferedImage shown = shown(turned);
        assertThat(shown.getHeight()).isEqualTo(100);
        assertThat(shown.getWidth()).isEqualTo(50);
        // After a rotation to the right, the left side is at the top.
        assertThat(new Color(shown.getRGB(25, 10)).getRed()).isGreaterThan(200);
        assertThat(new Color(shown.getRGB(25, 90)).getBlue()).isGreaterThan(200);
        assertThat(new String(bytes(turned), ISO_8859_1)).doesNotContain("Exif", "secret location");
    }

    @Test
    void rotatesAllFormatsInAllOrientations() throws IOException {
        byte[] png = quadrants("png");
        byte[] jpeg = quadrants("jpeg");
        byte[] webp = Base64.getDecoder()
                .decode("UklGRjoAAABXRUJQVlA4TC4AAAAvJ8AEAB8gEEjeHzqN+RcQFPwf3fxHZA9ATcA0DCYxicmOvAiI6P8EhGYzcdgM");
        // The colours at the top left and top right after the rotation. The picture has red and green above blue and
        // white.
        String[] tops = {"RG", "GR", "WB", "BW", "RB", "BR", "WG", "GW"};
        for (int orientation = 1; orientation <= 8; orientation++) {
            for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
                byte[] tiff = tiff(orientation, order);
                for (StoredFile file : List.of(
                        stored(withExifSegment(jpeg, tiff), "image/jpeg"),
                        stored(withChunk(png, 33, tiff), "image/png"),
                        stored(withChunk(png, png.length - 12, tiff), "image/png"),
                        stored(webpWithExif(webp, tiff), "image/webp"),
                        stored(webpWithExif(webp, named(tiff)), "image/webp"))) {
                    BufferedImage small = shown(thumbnails.of(file, 40));
                    String as = file.type() + " " + orientation + " " + order;
                    assertThat(small.getWidth() > small.getHeight()).as(as).isEqualTo(orientation < 5);
                    int right = small.getWidth() - 4;
                    assertThat(letter(small.getRGB(3, 3)) + letter(small.getRGB(right, 3)))
                            .as(as)
                            .isEqualTo(tops[orientation - 1]);
                }
            }
        }
    }

    @Test
    void rotatesThePngOfAPhone() throws IOException {
        BufferedImage small = shown(thumbnails.of(stored(Media.read("turned.png"), "image/png"), 300));
        assertThat(List.of(small.getWidth(), small.getHeight())).isEqualTo(List.of(200, 300));
    }

    private static String letter(int rgb) {
        Color color = new Color(rgb);
        if (color.getRed() > 150 && color.getGreen() > 150) {
            return "W";
        }
        return color.getRed() > 150 ? "R" : color.getGreen() > 150 ? "G" : "B";
    }
}
