;; Calls an asynchronous import as if it were not, and adds all that is in the stream that it gives:
;; `wasm-tools parse sync.wat -o sync.wasm`.
(component
  (import "test:flows/flows@0.1.0" (instance $flows
    (export "count" (func async (param "to" u32) (result (stream u32))))))
  (alias export $flows "count" (func $count))
  (type $numbers (stream u32))

  (core module $room (memory (export "memory") 1))
  (core instance $room (instantiate $room))
  (alias core export $room "memory" (core memory $memory))

  (core func $count (canon lower (func $count)))
  (core func $read (canon stream.read $numbers async (memory $memory)))
  (core func $set (canon waitable-set.new))
  (core func $join (canon waitable.join))
  (core func $wait (canon waitable-set.wait (memory $memory)))
  (core func $drop (canon stream.drop-readable $numbers))
  (core module $own
    (import "flows" "count" (func $count (param i32) (result i32)))
    (import "flows" "read" (func $read (param i32 i32 i32) (result i32)))
    (import "flows" "drop" (func $drop (param i32)))
    (import "flows" "set" (func $set (result i32)))
    (import "flows" "join" (func $join (param i32 i32)))
    (import "flows" "wait" (func $wait (param i32 i32) (result i32)))
    (import "room" "memory" (memory 1))
    (func (export "total") (param $to i32) (result i32)
      (local $numbers i32) (local $set i32) (local $code i32) (local $at i32) (local $end i32) (local $total i32)
      (local.set $numbers (call $count (local.get $to)))
      (local.set $set (call $set))
      (call $join (local.get $numbers) (local.get $set))
      (loop $again
        ;; Up to 16 elements at 64; the answer is their count, and in its four lowest bits whether that is all.
        (local.set $code (call $read (local.get $numbers) (i32.const 64) (i32.const 16)))
        ;; Where they are not there yet, the event that tells of them has the same at its second place.
        (if (i32.eq (local.get $code) (i32.const -1))
          (then
            (drop (call $wait (local.get $set) (i32.const 16)))
            (local.set $code (i32.load (i32.const 20)))))
        (local.set $at (i32.const 64))
        (local.set $end (i32.add (i32.const 64) (i32.shl (i32.shr_u (local.get $code) (i32.const 4)) (i32.const 2))))
        (block $added
          (loop $add
            (br_if $added (i32.ge_u (local.get $at) (local.get $end)))
            (local.set $total (i32.add (local.get $total) (i32.load (local.get $at))))
            (local.set $at (i32.add (local.get $at) (i32.const 4)))
            (br $add)))
        (br_if $again (i32.eqz (i32.and (local.get $code) (i32.const 15)))))
      (call $join (local.get $numbers) (i32.const 0))
      (call $drop (local.get $numbers))
      (local.get $total)))
  (core instance $own (instantiate $own
    (with "flows" (instance
      (export "count" (func $count)) (export "read" (func $read)) (export "drop" (func $drop))
      (export "set" (func $set)) (export "join" (func $join)) (export "wait" (func $wait))))
    (with "room" (instance $room))))

  (func $total async (param "to" u32) (result u32) (canon lift (core func $own "total")))
  (instance $out (export "total" (func $total)))
  (export "test:sync/sync" (instance $out)))
