// A verifier of our logs that is not ours: everything that is believed here is what the Go project's own packages say
// (golang.org/x/mod/sumdb/note and tlog, which check Go's module database).
//
//	verify FOLDER VERIFIER_KEY [OLDER_CHECKPOINT]
//
// Prints "ok SIZE", or "FAIL …" with the place and leaves with status 1.
package main

import (
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

const height = 8

func fail(format string, said ...interface{}) {
	fmt.Printf("FAIL "+format+"\n", said...)
	os.Exit(1)
}

// checkpoint is a note of three lines: whose log it is, how many entries, and the root.
func checkpoint(path, key string) tlog.Tree {
	data, err := os.ReadFile(path)
	if err != nil {
		fail("checkpoint: %v", err)
	}
	verifier, err := note.NewVerifier(key)
	if err != nil {
		fail("key: %v", err)
	}
	opened, err := note.Open(data, note.VerifierList(verifier))
	if err != nil {
		fail("checkpoint: %v", err)
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) < 4 || lines[0] != verifier.Name() {
		fail("checkpoint: not of %s", verifier.Name())
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		fail("checkpoint: %v", err)
	}
	root, err := base64.StdEncoding.DecodeString(lines[2])
	if err != nil || len(root) != tlog.HashSize {
		fail("checkpoint: root")
	}
	tree := tlog.Tree{N: size}
	copy(tree.Hash[:], root)
	return tree
}

// folder reads tiles; tlog names the height of a tile in its path, the public layout does not.
type folder string

func (f folder) Height() int { return height }

func (f folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	found := make([][]byte, 0, len(tiles))
	for _, tile := range tiles {
		path := strings.Replace(tile.Path(), fmt.Sprintf("tile/%d/", height), "tile/", 1)
		data, err := os.ReadFile(filepath.Join(string(f), path))
		if err != nil {
			return nil, err
		}
		found = append(found, data)
	}
	return found, nil
}

func (f folder) SaveTiles([]tlog.Tile, [][]byte) {}

func entries(dir string, bundle int64, width int) [][]byte {
	tile := tlog.Tile{H: height, L: -1, N: bundle, W: width}
	path := strings.Replace(tile.Path(), fmt.Sprintf("tile/%d/data/", height), "tile/entries/", 1)
	data, err := os.ReadFile(filepath.Join(dir, path))
	if err != nil {
		fail("bundle %d: %v", bundle, err)
	}
	var found [][]byte
	for len(data) >= 2 {
		length := int(binary.BigEndian.Uint16(data))
		if len(data) < 2+length {
			fail("bundle %d: cut short", bundle)
		}
		found = append(found, data[2:2+length])
		data = data[2+length:]
	}
	if len(data) != 0 || len(found) != width {
		fail("bundle %d: %d entries instead of %d", bundle, len(found), width)
	}
	return found
}

func main() {
	dir, key := os.Args[1], os.Args[2]
	tree := checkpoint(filepath.Join(dir, "checkpoint"), key)
	reader := tlog.TileHashReader(tree, folder(dir))
	for bundle := int64(0); bundle<<height < tree.N; bundle++ {
		width := 1 << height
		if rest := tree.N - bundle<<height; rest < int64(width) {
			width = int(rest)
		}
		indexes := make([]int64, width)
		for at := range indexes {
			indexes[at] = tlog.StoredHashIndex(0, bundle<<height+int64(at))
		}
		hashes, err := reader.ReadHashes(indexes)
		if err != nil {
			fail("tiles of bundle %d: %v", bundle, err)
		}
		for at, entry := range entries(dir, bundle, width) {
			if tlog.RecordHash(entry) != hashes[at] {
				fail("leaf %d", bundle<<height+int64(at))
			}
		}
	}
	if len(os.Args) > 3 {
		old := checkpoint(os.Args[3], key)
		if old.N > tree.N {
			fail("rolled back from %d to %d", old.N, tree.N)
		}
		if old.N > 0 {
			proof, err := tlog.ProveTree(tree.N, old.N, reader)
			if err != nil {
				fail("consistency: %v", err)
			}
			if err := tlog.CheckTree(proof, tree.N, tree.Hash, old.N, old.Hash); err != nil {
				fail("consistency: %v", err)
			}
		}
	}
	if tree.N > 0 {
		proof, err := tlog.ProveRecord(tree.N, tree.N-1, reader)
		if err != nil {
			fail("inclusion: %v", err)
		}
		last, _ := reader.ReadHashes([]int64{tlog.StoredHashIndex(0, tree.N-1)})
		if err := tlog.CheckRecord(proof, tree.N, tree.Hash, tree.N-1, last[0]); err != nil {
			fail("inclusion: %v", err)
		}
	}
	fmt.Printf("ok %d\n", tree.N)
}
