// What golang.org/x/mod/sumdb says of our files; docs/methods/ledger-verified-by-others.md has how
// it is run, and what it said.
//
//	check act POLICY SIGNERS ACT PROOF   signatures of the act and of the checkpoint, inclusion
//	check tree MIRROR VKEY               every tile of an export from its entries, every record,
//	                                     and growth from every size
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func must(err error) {
	if err != nil {
		fmt.Println("REFUSED:", err)
		os.Exit(1)
	}
}

func read(name string) []byte {
	data, err := os.ReadFile(name)
	must(err)
	return data
}

// keys are those of the lines of a policy that begin with a word.
func keys(policy []byte, word string, at int) note.Verifiers {
	var known []note.Verifier
	for _, line := range strings.Split(string(policy), "\n") {
		if words := strings.Fields(line); len(words) > at && words[0] == word {
			verifier, err := note.NewVerifier(words[at])
			must(err)
			known = append(known, verifier)
		}
	}
	return note.VerifierList(known...)
}

// root is what a checkpoint's second and third line say.
func root(text string) (int64, tlog.Hash) {
	lines := strings.Split(text, "\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	must(err)
	hash, err := tlog.ParseHash(lines[2])
	must(err)
	return size, hash
}

func act(policy, signers, entry, proof []byte) {
	head, checkpoint, found := bytes.Cut(proof, []byte("\n\n"))
	if !found {
		must(fmt.Errorf("no checkpoint in the proof"))
	}
	signed, err := note.Open(checkpoint, keys(policy, "log", 1))
	must(err)
	fmt.Printf("checkpoint: %d signature verified, %d of other kinds passed over\n",
		len(signed.Sigs), len(signed.UnverifiedSigs))
	size, hash := root(signed.Text)
	var index int64
	var path tlog.RecordProof
	for _, line := range strings.Split(string(head), "\n")[1:] {
		if value, is := strings.CutPrefix(line, "index "); is {
			index, err = strconv.ParseInt(value, 10, 64)
			must(err)
		} else if !strings.HasPrefix(line, "extra ") {
			step, err := tlog.ParseHash(line)
			must(err)
			path = append(path, step)
		}
	}
	must(tlog.CheckRecord(path, size, hash, index, tlog.RecordHash(entry)))
	fmt.Printf("inclusion: entry %d of %d, %d hashes\n", index, size, len(path))
	opened, err := note.Open(entry, keys(signers, "signer", 2))
	must(err)
	fmt.Printf("act: %d of %d signatures verified\n", len(opened.Sigs),
		len(opened.Sigs)+len(opened.UnverifiedSigs))
}

func tree(mirror, vkey string) {
	verifier, err := note.NewVerifier(vkey)
	must(err)
	signed, err := note.Open(read(filepath.Join(mirror, "checkpoint")), note.VerifierList(verifier))
	must(err)
	size, hash := root(signed.Text)
	var stored []tlog.Hash
	reader := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		found := make([]tlog.Hash, len(indexes))
		for i, at := range indexes {
			found[i] = stored[at]
		}
		return found, nil
	})
	var records int64
	for records < size {
		name := filepath.Join(mirror, "tile", "entries", numbered(records/256, size-records))
		for data := read(name); len(data) > 0; records++ {
			length := int(binary.BigEndian.Uint16(append(data[:len(data):len(data)], 0)))
			if len(data) < 2+length {
				must(fmt.Errorf("%s is cut off", name))
			}
			hashes, err := tlog.StoredHashes(records, data[2:2+length], reader)
			must(err)
			stored, data = append(stored, hashes...), data[2+length:]
		}
	}
	own, err := tlog.TreeHash(size, reader)
	must(err)
	if own != hash {
		must(fmt.Errorf("the entries make another root"))
	}
	tiles := tlog.NewTiles(8, 0, size)
	for _, tile := range tiles {
		data, err := tlog.ReadTileData(tile, reader)
		must(err)
		name := filepath.Join("tile", fmt.Sprint(tile.L), numbered(tile.N, int64(tile.W)))
		if !bytes.Equal(data, read(filepath.Join(mirror, name))) {
			must(fmt.Errorf("%s is another tile", name))
		}
	}
	for at := int64(0); at < size; at++ {
		record, err := tlog.ProveRecord(size, at, reader)
		must(err)
		leaf, _ := reader([]int64{tlog.StoredHashIndex(0, at)})
		must(tlog.CheckRecord(record, size, hash, at, leaf[0]))
	}
	for old := int64(1); old <= size; old++ {
		before, err := tlog.TreeHash(old, reader)
		must(err)
		growth, err := tlog.ProveTree(size, old, reader)
		must(err)
		must(tlog.CheckTree(growth, size, hash, old, before))
	}
	fmt.Printf("tree: %d entries, %d tiles, root %s\n", size, len(tiles),
		base64.StdEncoding.EncodeToString(hash[:]))
}

// numbered is the address of a tile below its level, as tlog-tiles writes it.
func numbered(index, width int64) string {
	name := fmt.Sprintf("%03d", index%1000)
	for index >= 1000 {
		index /= 1000
		name = fmt.Sprintf("x%03d/%s", index%1000, name)
	}
	if width < 256 {
		name = fmt.Sprintf("%s.p/%d", name, width)
	}
	return name
}

func main() {
	switch os.Args[1] {
	case "act":
		act(read(os.Args[2]), read(os.Args[3]), read(os.Args[4]), read(os.Args[5]))
	case "tree":
		tree(os.Args[2], os.Args[3])
	}
	fmt.Println("holds")
}
