package parley.http.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
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

    private static Reach reach(String settings) {
        return Reach.of(ConfigFactory.parseString(settings)
                .withFallback(ConfigFactory.parseString(
                        "private-addresses = deny, allowed-networks = [], denied-networks = [], allowed-ports = []")));
    }

    private static boolean allows(Reach reach, String address) {
        return reach.allows(InetAddress.ofLiteral(address), 443);
    }

    @Test
    void an_administrator_lets_networks_in_that_are_private() {
        Reach some = reach(
                "allowed-networks = [\"10.20.0.0/14\", \"192.168.1.7\", \"fd00:12::/32\", \"::ffff:172.16.0.0/108\"]");

        for (String in :
                new String[] {"10.20.0.1", "10.23.255.255", "192.168.1.7", "fd00:12::9", "172.20.1.1", "1.1.1.1"})
            assertThat(allows(some, in)).as(in).isTrue();
        for (String out : new String[] {
            "10.24.0.0", "10.19.255.255", "192.168.1.8", "fd00:13::9", "127.0.0.1", "0.0.0.0", "169.254.169.254"
        }) assertThat(allows(some, out)).as(out).isFalse();
    }

    @Test
    void what_an_administrator_denies_stays_denied_in_all_its_forms() {
        Reach most = reach("private-addresses = allow, allowed-networks = [\"169.254.0.0/16\"]"
                + ", denied-networks = \"169.254.169.254, 93.184.0.0/16, fd00:ec2::/32\"");

        for (String no : new String[] {
            "169.254.169.254",
            "::ffff:169.254.169.254",
            "64:ff9b::a9fe:a9fe",
            "2002:a9fe:a9fe::1",
            "93.184.216.34",
            "64:ff9b::5db8:d822",
            "fd00:ec2::254"
        }) assertThat(allows(most, no)).as(no).isFalse();
        for (String yes : new String[] {"169.254.1.1", "127.0.0.1", "10.0.0.1", "8.8.8.8", "fd00:ec3::1"})
            assertThat(allows(most, yes)).as(yes).isTrue();
        assertThat(reach("private-addresses = allow, denied-networks = [\"127.0.0.0/8\"]")
                        .with(Set.of(11434))
                        .allows(InetAddress.ofLiteral("127.0.0.1"), 11434))
                .isFalse();
    }

    @Test
    void an_administrator_names_the_only_ports_but_for_servers_that_were_found() {
        Reach few = reach("allowed-ports = \"443,8443\"").with(Set.of(11434));

        assertThat(few.allows(InetAddress.ofLiteral("1.1.1.1"), 443)).isTrue();
        assertThat(few.allows(InetAddress.ofLiteral("1.1.1.1"), 8443)).isTrue();
        assertThat(few.allows(InetAddress.ofLiteral("1.1.1.1"), 22)).isFalse();
        assertThat(few.allows(InetAddress.ofLiteral("127.0.0.1"), 11434)).isTrue();
        assertThat(few.allows(InetAddress.ofLiteral("127.0.0.1"), 443)).isFalse();
    }

    @Test
    void rules_that_are_none_are_told_at_the_start() {
        for (String strange : new String[] {
            "allowed-networks = [\"10.0.0.0/33\"]",
            "allowed-networks = [\"intranet.example\"]",
            "denied-networks = [\"10.0.0.0/x\"]",
            "denied-networks = [\"::ffff:10.0.0.0/8\"]",
            "allowed-ports = [\"https\"]",
            "allowed-ports = [70000]",
            "private-addresses = maybe"
        }) assertThatThrownBy(() -> reach(strange)).as(strange).isInstanceOf(ConfigException.BadValue.class);
    }
}
