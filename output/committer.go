package output

import "sync"

// Committer commits parts of one folder and manifest while others are written. One goroutine writes a part's files to their
// ends, another waits for the disk. Parts appear in the order in which they came. Until then they stay aside, and a kill
// loses them. After a failure no later part appears. A Committer is for one goroutine, and ends with Close.
type Committer struct {
	ended  chan *Part     // their last rows are added; not buffered, since such a part still has its writers
	whole  chan *Part     // their files are written
	left   sync.WaitGroup // parts that have come and have neither appeared nor failed
	done   chan struct{}  // closed at the end
	mutex  sync.Mutex
	failed error // the first
}

// partsTogether is the number of parts that may wait for the disk, and that are then committed together. It bounds open files.
const partsTogether = 8

// NewCommitter starts a committer.
func NewCommitter() *Committer {
	c := &Committer{ended: make(chan *Part), whole: make(chan *Part, partsTogether), done: make(chan struct{})}
	go c.finish()
	go c.publish()
	return c
}

// Commit is the part's Commit, but returns before the part appears; only the committer may use the part from then on. The
// error is that of an earlier part; this one is discarded then.
func (c *Committer) Commit(p *Part) error {
	if err := c.failure(); err != nil {
		p.Discard()
		return err
	}
	c.left.Add(1)
	c.ended <- p
	return nil
}

// Wait returns when all parts have appeared, or with the error of the first that has not.
func (c *Committer) Wait() error {
	c.left.Wait()
	return c.failure()
}

// Close waits and ends the committer.
func (c *Committer) Close() error {
	close(c.ended)
	<-c.done
	return c.failure()
}

func (c *Committer) failure() error {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	return c.failed
}

func (c *Committer) fail(err error) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if c.failed == nil {
		c.failed = err
	}
}

// finish writes the files of parts to their ends.
func (c *Committer) finish() {
	defer close(c.whole)
	for p := range c.ended {
		err := c.failure()
		if err == nil {
			err = p.finish()
		}
		if err != nil {
			c.fail(err)
			p.Discard()
			c.left.Done()
			continue
		}
		c.whole <- p
	}
}

// publish makes parts appear.
func (c *Committer) publish() {
	defer close(c.done)
	for first := range c.whole {
		parts := []*Part{first}
		for range min(len(c.whole), partsTogether-1) { // nobody else receives from it
			parts = append(parts, <-c.whole)
		}
		c.publishTogether(parts)
	}
}

// publishTogether makes parts appear that came one after another. In the end it discards those that have not.
func (c *Committer) publishTogether(parts []*Part) {
	written := make([]writtenPart, len(parts))
	for i, p := range parts {
		defer c.left.Done()
		defer p.Discard()
		written[i] = writtenPart{p.index, p.files}
	}
	if c.failure() != nil {
		return
	}
	if appeared, err := publish(parts[0].dir, parts[0].manifest.tables(), written); err != nil {
		c.fail(parts[appeared].explain(err))
	}
}
