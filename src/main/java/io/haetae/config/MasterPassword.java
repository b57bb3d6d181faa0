package io.haetae.config;

import java.util.List;
import java.util.Map;
import org.jasypt.encryption.pbe.StandardPBEStringEncryptor;
import org.jasypt.exceptions.EncryptionInitializationException;
import org.jasypt.exceptions.EncryptionOperationNotPossibleException;
import org.jasypt.iv.RandomIvGenerator;
import org.jasypt.salt.RandomSaltGenerator;

/**
 * Opens what stands as {@code ENC(…)} in the configuration, and makes it. As camel-jasypt does with this algorithm and
 * random salts and vectors, so its tools read ours and ours theirs. The password itself can't stand in the properties:
 * it would lie beside what it locks.
 */
public final class MasterPassword {

    static final String NAME = "HAETAE_MASTER_PASSWORD";

    /** Of what is in jasypt the strongest; camel-jasypt's default, MD5 and DES, is worth nothing any more. */
    static final String ALGORITHM = "PBEWITHHMACSHA256ANDAES_256";

    private static final String BEGIN = "ENC(";
    private static final String END = ")";

    private final Secret password;
    private StandardPBEStringEncryptor encryptor;

    private MasterPassword(Secret password) {
        this.password = password;
    }

    /** Throws {@link ConfigurationException} if there is none, or it can't be read. */
    public static MasterPassword read(Map<String, String> environment) {
        Problems problems = new Problems();
        MasterPassword found = find(environment, problems);
        problems.raise(List.of());
        if (found.password == null) {
            problems.add(NAME, Text.of("config.missing"), Text.of("config.master.right", NAME));
        }
        problems.raise(List.of());
        return found;
    }

    /** It may be missing: that is a problem of what is encrypted. */
    static MasterPassword find(Map<String, String> environment, Problems problems) {
        return new MasterPassword(new EnvironmentSecrets(environment, problems)
                .find(List.of(NAME), NAME, text -> text)
                .map(Given::value)
                .filter(value -> !value.isEmpty())
                .map(Secret::new)
                .orElse(null));
    }

    static boolean locked(String value) {
        return value.startsWith(BEGIN) && value.endsWith(END);
    }

    /** {@code ENC(…)}; another one each time. */
    public String lock(String value) {
        return BEGIN + encryptor().encrypt(value) + END;
    }

    /** What is in {@code ENC(…)}; anything else as it is. */
    String open(String value) throws Unusable {
        if (!locked(value)) {
            return value;
        }
        if (password == null) {
            throw new Unusable(Text.of("config.master.none"), Text.of("config.master.none.right", NAME));
        }
        try {
            return encryptor()
                    .decrypt(value.substring(BEGIN.length(), value.length() - END.length()))
                    .strip();
        } catch (EncryptionOperationNotPossibleException | EncryptionInitializationException e) {
            throw new Unusable(Text.of("config.master.wrong"), Text.of("config.master.wrong.right", NAME));
        }
    }

    /** Made when it is needed only: a fifth of a second of the start. */
    private synchronized StandardPBEStringEncryptor encryptor() {
        if (encryptor == null) {
            encryptor = new StandardPBEStringEncryptor();
            encryptor.setPassword(password.reveal());
            encryptor.setAlgorithm(ALGORITHM);
            encryptor.setSaltGenerator(new RandomSaltGenerator());
            encryptor.setIvGenerator(new RandomIvGenerator());
        }
        return encryptor;
    }
}
