package parley.http.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReachTest {
    private static final Reach OPEN_INTERNET = new Reach(false, Set.of(11434));

    private static boolean allows(String address) {
        return OPEN_INTERNET.allows(InetAddress.ofLiteral(address), 443);
    }

    @Test
    void lets_nobody_into_this_machine_a_private_network_or_the_metadata_of_a_cloud() {
        for (String inside : new String[] {
            "127.0.0.1",
            "127.255.0.9",
            "::1",
            "0.0.0.0",
            "::",
            "10.1.2.3",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254",
            "169.254.170.2",
            "100.64.0.1",
            "100.100.100.200",
            "168.63.129.16",
            "224.0.0.1",
            "255.255.255.255",
            "240.0.0.1",
            "192.0.0.192",
            "198.18.0.1",
            "fe80::1",
            "fc00::1",
            "fd00:ec2::254",
            "fec0::1",
            "ff02::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::127.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "2001::1",
            "2001:db8::1",
            "100::1"
        }) assertThat(allows(inside)).as(inside).isFalse();
    }

    @Test
    void lets_everybody_out() {
        for (String outside : new String[] {
            "1.1.1.1",
            "8.8.8.8",
            "104.18.6.192",
            "172.32.0.1",
            "172.15.0.1",
            "192.167.1.1",
            "100.128.0.1",
            "11.0.0.1",
            "2606:4700:4700::1111",
            "2001:4860:4860::8888"
        }) assertThat(allows(outside)).as(outside).isTrue();
    }

    @Test
    void a_model_server_that_was_found_on_this_machine_may_be_used_and_nothing_else_there() {
        InetAddress here = InetAddress.ofLiteral("127.0.0.1");
        assertThat(OPEN_INTERNET.allows(here, 11434)).isTrue();
        assertThat(OPEN_INTERNET.allows(here, 11435)).isFalse();
        assertThat(OPEN_INTERNET.allows(InetAddress.ofLiteral("10.0.0.1"), 11434))
                .isFalse();
        assertThat(new Reach(true, Set.of()).allows(here, 22)).isTrue();
    }
}
