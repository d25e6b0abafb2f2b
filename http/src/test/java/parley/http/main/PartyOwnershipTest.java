package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import parley.http.api.Client;

/** Nobody gets at another's conversation through any of ChatsParty's addresses; what is shared is only read. */
class PartyOwnershipTest extends PartyHouse {
    private static final List<String> MOUNTS = List.of("", "/api");
    private static final List<String> PATHS = List.of("/chat/conversations/", "/conversations/");

    @Test
    void nobody_reads_writes_shares_or_deletes_what_is_not_theirs() {
        String id = opened(ada, "Private");
        for (String mount : MOUNTS) {
            for (String path : PATHS) {
                String one = mount + path + id;
                assertThat(bob.get(one).status()).isEqualTo(404);
                assertThat(bob.get(one + "/messages").status()).isEqualTo(404);
                assertThat(bob.post(one + "/messages", "{'message':'Mine now','role':'user'}")
                                .status())
                        .isEqualTo(404);
                assertThat(bob.put(one + "/share", "{'is_shared':true}").status())
                        .isEqualTo(404);
                assertThat(bob.delete(one).status()).isEqualTo(404);
                assertThat(nobody.get(one).status()).isEqualTo(401);
            }
            assertThat(bob.post(mount + "/chat/sessions/" + id + "/end", "").status())
                    .isEqualTo(404);
            assertThat(nobody.get(mount + "/chat/shared/conversations/" + id).status())
                    .isEqualTo(404);
            assertThat(bob.get(mount + "/chat/conversations").body()).doesNotContain(id);
            assertThat(ada.get(mount + "/chat/conversations/" + id).json().path("messages"))
                    .isEmpty();
        }
    }

    @Test
    void what_is_shared_is_read_by_anybody_and_written_by_its_owner_alone() {
        String id = opened(ada, "Tea");
        ada.post("/conversations/" + id + "/messages", "{'message':'Tea?','role':'user'}");
        Client.Reply shared = ada.put("/conversations/" + id + "/share", "{'is_shared':true}");
        assertThat(shared.json().path("share_url").asText()).isEqualTo("/shared/conversation/" + id);

        for (String mount : MOUNTS) {
            JsonNode told =
                    nobody.get(mount + "/chat/shared/conversations/" + id).json();
            assertThat(told.path("id").asText()).isEqualTo(id);
            assertThat(told.at("/messages/0/message").asText()).isEqualTo("Tea?");
            assertThat(told.path("user_id").isNull()).isTrue();
            for (String path : PATHS) {
                String one = mount + path + id;
                assertThat(bob.get(one).json().path("is_shared").asBoolean()).isTrue();
                assertThat(bob.get(one).json().path("userId").isNull()).isTrue();
                assertThat(bob.post(one + "/messages", "{'message':'Graffiti','role':'user'}")
                                .status())
                        .isEqualTo(404);
                assertThat(bob.put(one + "/share", "{'is_shared':false}").status())
                        .isEqualTo(404);
                assertThat(bob.delete(one).status()).isEqualTo(404);
            }
        }
        assertThat(ada.put("/chat/conversations/" + id + "/share", "{'isShared':false}")
                        .json()
                        .path("share_url")
                        .isNull())
                .isTrue();
        assertThat(nobody.get("/chat/shared/conversations/" + id).status()).isEqualTo(404);
        assertThat(bob.get("/conversations/" + id).status()).isEqualTo(404);
    }

    @Test
    void everybody_has_a_default_of_their_own_and_shares_no_other() {
        String adas = mark(ada);
        String bobs = mark(bob);
        opensDefault(ada, adas);
        opensDefault(bob, bobs);
        ada.post("/conversations/default/messages", "{'message':'From Ada','role':'user'}");
        bob.post("/conversations/default/messages", "{'message':'From Bob','role':'user'}");

        assertThat(ada.get("/conversations/default/messages").body())
                .contains("From Ada")
                .doesNotContain("From Bob");
        assertThat(bob.get("/chat/conversations/default").body())
                .contains("From Bob")
                .doesNotContain("From Ada");
        assertThat(bob.get("/chat/conversations").body()).contains("\"id\":\"default\"");

        JsonNode shared = ada.put("/chat/conversations/default/share", "{'is_shared':true}")
                .json();
        assertThat(shared.path("conversation_id").asText()).isEqualTo("default");
        String address = shared.path("share_url").asText().replace("/shared/conversation/", "");
        JsonNode seen = nobody.get("/chat/shared/conversations/" + address).json();
        assertThat(seen.at("/messages/0/message").asText()).isEqualTo("From Ada");
        assertThat(seen.path("id").asText()).isEqualTo(address);
        assertThat(nobody.get("/chat/shared/conversations/default").status()).isEqualTo(404);
        assertThat(bob.get("/conversations/" + address).body()).contains("From Ada");
        assertThat(bob.post("/conversations/" + address + "/messages", "{'message':'No','role':'user'}")
                        .status())
                .isEqualTo(404);
    }

    private static void opensDefault(Client by, String mark) {
        Client.Reply opened =
                by.post("/api/v1/conversations", "{'id':'default" + mark + "','title':'Mine'," + Premises.TWO + "}");
        assertThat(opened.status()).as(opened.body()).isEqualTo(201);
    }

    /** What is put behind an id that others have too. */
    private static String mark(Client by) {
        String id = by.get("/api/v1/auth/me").json().path("id").asText();
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            return ".u" + HexFormat.of().formatHex(hash).substring(0, 12);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
