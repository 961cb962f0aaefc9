// A full, controlling WebRTC peer on pion, for tests and measurements: does what each line of its input asks for, and
// answers each with a line. Texts travel as JSON.
package main

import (
	"bufio"
	"bytes"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/pion/webrtc"
)

const highWater = 1 << 20

// out is for answers alone: pion logs to what os.Stdout is when a connection is made.
var out = os.Stdout

func check(err error) {
	if err != nil {
		fmt.Fprintln(out, "error", err)
		os.Exit(1)
	}
}

func newPeer() *webrtc.PeerConnection {
	pc, err := webrtc.NewPeerConnection(webrtc.Configuration{})
	check(err)
	return pc
}

// offer returns the offer with all of its candidates.
func offer(pc *webrtc.PeerConnection) webrtc.SessionDescription {
	description, err := pc.CreateOffer(nil)
	check(err)
	gathered := webrtc.GatheringCompletePromise(pc)
	check(pc.SetLocalDescription(description))
	<-gathered
	return *pc.LocalDescription()
}

func open(pc *webrtc.PeerConnection, label string) *webrtc.DataChannel {
	channel, err := pc.CreateDataChannel(label, nil)
	check(err)
	return channel
}

func awaitOpen(channel *webrtc.DataChannel) {
	opened := make(chan struct{})
	channel.OnOpen(func() { close(opened) })
	<-opened
}

// send sends so many messages, holding back while much is buffered.
func send(channel *webrtc.DataChannel, message []byte, count int) {
	low := make(chan struct{}, 1)
	channel.SetBufferedAmountLowThreshold(highWater / 2)
	channel.OnBufferedAmountLow(func() {
		select {
		case low <- struct{}{}:
		default:
		}
	})
	for i := 0; i < count; i++ {
		check(channel.Send(message))
		for channel.BufferedAmount() > highWater {
			<-low
		}
	}
}

func random(size int) []byte {
	message := make([]byte, size)
	_, err := rand.Read(message)
	check(err)
	return message
}

// echo sends messages one after another and wants each back as it was.
func echo(pc *webrtc.PeerConnection, size, count int) {
	channel := open(pc, "echo")
	back := make(chan []byte, 16)
	channel.OnMessage(func(message webrtc.DataChannelMessage) { back <- message.Data })
	awaitOpen(channel)
	for i := 0; i < count; i++ {
		message := random(size)
		check(channel.Send(message))
		if !bytes.Equal(message, <-back) {
			fmt.Fprintln(out, "error another message came back")
			return
		}
	}
	check(channel.Close())
	fmt.Fprintln(out, "ok echo", size, count)
}

// upload sends, and waits for one message that says that all has come.
func upload(pc *webrtc.PeerConnection, size, count int) {
	channel := open(pc, fmt.Sprintf("sink %d %d", size, count))
	done := make(chan struct{})
	channel.OnMessage(func(webrtc.DataChannelMessage) { close(done) })
	awaitOpen(channel)
	message := random(size)
	start := time.Now()
	send(channel, message, count)
	<-done
	report("upload", size, count, time.Since(start))
	check(channel.Close())
}

// download asks for messages and waits for all of them.
func download(pc *webrtc.PeerConnection, size, count int) {
	channel := open(pc, fmt.Sprintf("source %d %d", size, count))
	done := make(chan struct{})
	received := 0
	var start time.Time
	channel.OnMessage(func(webrtc.DataChannelMessage) {
		if received == 0 {
			start = time.Now()
		}
		received++
		if received == count {
			close(done)
		}
	})
	<-done
	report("download", size, count, time.Since(start))
	check(channel.Close())
}

// pair measures pion against itself, in this process, over real sockets.
func pair(size, count int) {
	sender, receiver := newPeer(), newPeer()
	channel := open(sender, "pair")
	done := make(chan struct{})
	received := 0
	receiver.OnDataChannel(func(incoming *webrtc.DataChannel) {
		incoming.OnMessage(func(webrtc.DataChannelMessage) {
			received++
			if received == count {
				close(done)
			}
		})
	})
	check(receiver.SetRemoteDescription(offer(sender)))
	answer, err := receiver.CreateAnswer(nil)
	check(err)
	gathered := webrtc.GatheringCompletePromise(receiver)
	check(receiver.SetLocalDescription(answer))
	<-gathered
	check(sender.SetRemoteDescription(*receiver.LocalDescription()))
	awaitOpen(channel)
	message := random(size)
	start := time.Now()
	send(channel, message, count)
	<-done
	report("pair", size, count, time.Since(start))
	check(sender.Close())
	check(receiver.Close())
}

func report(what string, size, count int, took time.Duration) {
	seconds := took.Seconds()
	fmt.Fprintf(out, "ok %s %d %d %.0f messages/s %.1f MB/s\n", what, size, count,
		float64(count)/seconds, float64(size)*float64(count)/seconds/1e6)
}

// connect opens a data channel and returns the offer.
func connect(label string) string {
	pc = newPeer()
	first = open(pc, label)
	first.OnOpen(func() { close(opened) })
	first.OnMessage(func(message webrtc.DataChannelMessage) { said <- string(message.Data) })
	return offer(pc).SDP
}

func accept(answer string) string {
	check(pc.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeAnswer, SDP: answer}))
	return "accepted"
}

// say sends a text on the first channel and returns what comes back.
func say(text string) string {
	<-opened
	check(first.SendText(text))
	return <-said
}

func leave(string) string {
	check(pc.Close())
	return "closed"
}

// answer prints what comes of a text.
func answer(does func(string) string, argument string) {
	var text string
	check(json.Unmarshal([]byte(argument), &text))
	line, err := json.Marshal(does(text))
	check(err)
	fmt.Fprintln(out, string(line))
}

var (
	pc     *webrtc.PeerConnection
	first  *webrtc.DataChannel
	opened = make(chan struct{})
	said   = make(chan string, 16)
)

func main() {
	os.Stdout = os.Stderr
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(make([]byte, 0, 1<<16), 1<<20)
	for lines.Scan() {
		verb, rest, _ := strings.Cut(strings.TrimSpace(lines.Text()), " ")
		var size, count int
		fmt.Sscan(rest, &size, &count)
		switch verb {
		case "connect":
			answer(connect, rest)
		case "accept":
			answer(accept, rest)
		case "say":
			answer(say, rest)
		case "echo":
			echo(pc, size, count)
		case "upload":
			upload(pc, size, count)
		case "download":
			download(pc, size, count)
		case "pair":
			pair(size, count)
		case "close":
			answer(leave, rest)
		}
	}
}
