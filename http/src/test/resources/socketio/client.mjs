// Talks to a server with the official client and prints what it hears, one JSON a line.
// Arguments: the client's module, the server's address, the transports with commas between them.
const [module, address, transports] = process.argv.slice(2);
const {io} = await import(module);
const say = (...it) => console.log(JSON.stringify(it));
const socket = io(address, {transports: transports.split(','), auth: {token: 'mine'}, reconnection: false});
socket.on('connect_error', it => { say('connect_error', it.message); process.exit(1); });
socket.on('connect', () => {
    say('connect', socket.io.engine.transport.name);
    // The upgrade may be over before the connection is.
    const upgrades = transports === 'polling,websocket' && socket.io.engine.transport.name === 'polling';
    if (upgrades) socket.io.engine.once('upgrade', begin);
    else begin();
});
function begin() {
    say('transport', socket.io.engine.transport.name);
    socket.emit('hello', {a: 'ü😀'}, () => say('acknowledged'));
    socket.emit('count', 300);
}
let last = 0;
let inOrder = true;
socket.on('echo', it => say('echo', it));
socket.on('number', it => {
    inOrder &&= it.it === last + 1;
    last = it.it;
    // Long enough for pings to come and go.
    if (it.it === 300) { say('counted', inOrder); setTimeout(() => socket.emit('go'), 1500); }
});
socket.on('disconnect', reason => { say('disconnect', reason); process.exit(0); });
setTimeout(() => { say('too late'); process.exit(2); }, 20000);
