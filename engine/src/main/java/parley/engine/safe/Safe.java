package parley.engine.safe;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.aead.KmsEnvelopeAead;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Secret;

/**
 * Seals secrets by envelope encryption: AES-256-GCM with a fresh data key for each, which is sealed with the master key. A
 * secret is bound to where it belongs, and opens nowhere else.
 */
public final class Safe {
    private final MasterKeys keys;

    public Safe(MasterKeys keys) {
        this.keys = keys;
    }

    /** The id of the master key that seals. */
    public String current() {
        return keys.current();
    }

    /** Seals a secret that belongs to {@code place}. */
    public Sealed seal(Secret secret, String place) {
        MasterKey key = keys.sealing();
        try {
            byte[] sealed = envelope(key).encrypt(bytes(secret.reveal()), bytes(place));
            return new Sealed(key.id(), Base64.getEncoder().encodeToString(sealed));
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("a secret could not be sealed", failure);
        }
    }

    /**
     * Opens what was sealed for {@code place}.
     *
     * @throws Refusal QUARANTINED where its master key is not here, or it was tampered with or belongs elsewhere
     */
    public Secret open(Sealed sealed, String place) {
        MasterKey key =
                keys.find(sealed.key()).orElseThrow(() -> closed("its master key " + sealed.key() + " is not here"));
        return opened(key, sealed, place).orElseThrow(() -> closed("it is not what was sealed"));
    }

    private static Optional<Secret> opened(MasterKey key, Sealed sealed, String place) {
        try {
            byte[] opened = envelope(key).decrypt(Base64.getDecoder().decode(sealed.text()), bytes(place));
            return Optional.of(new Secret(new String(opened, StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Refusal closed(String why) {
        return Refusal.quarantined("this secret cannot be opened: " + why + "; enter it anew");
    }

    private static Aead envelope(MasterKey key) throws GeneralSecurityException {
        return KmsEnvelopeAead.create(DataKeys.KIND, new AesGcmJce(key.bytes()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Loaded with the first secret, so that a server without any does not wait for it. */
    private static final class DataKeys {
        static final AesGcmParameters KIND = registered();

        private static AesGcmParameters registered() {
            try {
                AeadConfig.register();
                return AesGcmParameters.builder()
                        .setKeySizeBytes(32)
                        .setIvSizeBytes(12)
                        .setTagSizeBytes(16)
                        .setVariant(AesGcmParameters.Variant.NO_PREFIX)
                        .build();
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException("AES-GCM is not to be had", impossible);
            }
        }
    }
}
